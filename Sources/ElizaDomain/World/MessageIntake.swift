import ElizaModel
import JSON
import OrderedCollections

/// The one place where users' messages enter the world, whatever they came by.
///
/// A transport calls `accept`, tells everyone who must know, and then calls `handOver`: so an agent
/// never answers a message that is not yet announced.
public struct MessageIntake {
  private let world: World

  init(world: World) {
    self.world = world
  }

  /// Finds or makes the channel and stores the message.
  ///
  /// Throws when the channel would have to be made on a message server that does not exist.
  public func accept(_ submission: MessageSubmission) throws(IntakeError)
    -> IncomingMessage
  {
    let channel = try channel(
      inRoom: submission.room, on: submission.messageServerID, opening: submission.opening,
      author: submission.draft.authorID, connection: submission.connection)
    let message = world.store(submission.draft, in: channel)
    return IncomingMessage(
      channel: channel, message: message, senderName: submission.senderName,
      targetAgentID: submission.targetAgentID, session: submission.session,
      delivery: submission.delivery, connection: submission.connection,
      postedID: submission.postedID)
  }

  /// Lets the agents answer; a caller that waits is told at once when nobody can.
  public func handOver(_ message: IncomingMessage) {
    world.tallies.sent += 1
    if let pipeline = world.pipeline {
      pipeline.messageStored(message)
    } else if case .caller(let receiver) = message.delivery {
      receiver.replyFinished(nil)
    }
  }

  /// The channel of a room; where there is none it is made as `opening` says.
  ///
  /// Throws when it would have to be made on a message server that does not exist.
  func channel(
    inRoom room: String, on messageServerID: String, opening: @autoclosure () -> ChannelOpening,
    author: String, connection: String
  ) throws(IntakeError) -> Channel {
    if let channel = world.channel(inRoom: room) {
      if channel.id != room { noteSessionRoom(room, connection) }
      return channel
    }
    if world.sessions[room] != nil { noteSessionRoom(room, connection) }
    guard world.hasMessageServer(makingIfAllowed: messageServerID, connection: connection) else {
      throw .unknownMessageServer(messageServerID)
    }
    return open(room, on: messageServerID, opening(), author: author)
  }

  private func noteSessionRoom(_ room: String, _ connection: String) {
    world.findings.note(
      .sessionRoom, connection: connection, "sent to the session's id",
      ids: ["sessionId": .string(room)])
  }

  private func open(
    _ room: String, on messageServerID: String, _ opening: ChannelOpening, author: String
  ) -> Channel {
    let isDirect = opening.isDirect || isAgentRoom(room)
    return world.makeChannel(
      ChannelDraft(
        id: room, messageServerID: messageServerID,
        name: "\(isDirect ? "DM" : "Chat") \(room.prefix(8))",
        type: isDirect ? "DM" : "GROUP", sourceType: "auto_created",
        metadata: metadata(opening, isDirect: isDirect, userID: author),
        participants: participants(opening, author: author, room: room)))
  }

  private func participants(
    _ opening: ChannelOpening, author: String, room: String
  ) -> [String] {
    var participants = [author]
    if opening.isDirect, let other = opening.counterpart,
      Identifier.isUUID(other) || world.profile.isLenient
    {
      participants.append(other)
    }
    if isAgentRoom(room) { participants.append(room) }
    return participants
  }

  /// Some clients talk to an agent in a room called by the agent's id.
  private func isAgentRoom(_ room: String) -> Bool {
    world.profile.isLenient && world.agent(room) != nil
  }

  private func metadata(_ opening: ChannelOpening, isDirect: Bool, userID: String) -> StoredJSON {
    var metadata: JSONObject = [
      "created_by": .string(opening.maker), "created_for_user": .string(userID),
      "created_at": .string(world.clock.now.isoText),
      "channel_type": isDirect ? "DM" : "GROUP",
    ]
    for member in opening.metadata?.value.objectValue ?? [:] {
      metadata[member.key] = member.value
    }
    return StoredJSON(.object(metadata))
  }
}

extension World {
  /// Where users' messages enter.
  public var intake: MessageIntake { MessageIntake(world: self) }
}
