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
    let channel = try channel(for: submission)
    let message = world.store(submission.draft, in: channel)
    return IncomingMessage(
      channel: channel, message: message, senderName: submission.senderName,
      targetAgentID: submission.targetAgentID, session: submission.session,
      delivery: submission.delivery, connection: submission.connection)
  }

  /// Lets the agents answer; a caller that waits is told at once when nobody can.
  public func handOver(_ message: IncomingMessage) {
    if let pipeline = world.pipeline {
      pipeline.messageStored(message)
    } else if case .caller(let receiver) = message.delivery {
      receiver.replyFinished(nil)
    }
  }

  private func channel(for submission: MessageSubmission) throws(IntakeError) -> Channel {
    guard let channel = world.channel(inRoom: submission.room) else {
      return try openChannel(for: submission)
    }
    if channel.id != submission.room {
      world.findings.note(.sessionRoom, connection: submission.connection)
    }
    return channel
  }

  private func openChannel(for submission: MessageSubmission) throws(IntakeError) -> Channel {
    let server = submission.messageServerID
    guard world.hasMessageServer(makingIfAllowed: server, connection: submission.connection) else {
      throw .unknownMessageServer(server)
    }
    let opening = submission.opening
    let isDirect = opening.isDirect || isAgentRoom(submission.room)
    return world.makeChannel(
      ChannelDraft(
        id: submission.room, messageServerID: server,
        name: "\(isDirect ? "DM" : "Chat") \(submission.room.prefix(8))",
        type: isDirect ? "DM" : "GROUP", sourceType: "auto_created",
        metadata: metadata(opening, isDirect: isDirect, userID: submission.draft.authorID),
        participants: participants(of: submission)))
  }

  private func participants(of submission: MessageSubmission) -> [String] {
    var participants = [submission.draft.authorID]
    if submission.opening.isDirect, let other = submission.opening.counterpart,
      Identifier.isUUID(other) || world.profile.isLenient
    {
      participants.append(other)
    }
    if isAgentRoom(submission.room) { participants.append(submission.room) }
    return participants
  }

  /// Some clients talk to an agent in a room called by the agent's id.
  private func isAgentRoom(_ room: String) -> Bool {
    world.profile.isLenient && world.agents[room] != nil
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
