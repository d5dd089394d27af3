import ElizaModel
import JSON
import OrderedCollections

extension SocketConnection {
  /// A client wants to join a room: envelope type 1 and the event `1`.
  func join(_ call: SocketCall, _ payload: JSONDocument.Node) {
    let document = call.document
    guard let room = roomName(document, payload) else {
      return refuse("channelId is required for joining.", call)
    }
    guard room.utf8.count <= Self.roomNameLimit else {
      return refuse("The name of a room has at most \(Self.roomNameLimit) bytes.", call)
    }
    let entity = document.firstTruthy("entityId", "userId", of: payload)
    let named = entity.flatMap { document.string(of: $0) }
    guard named?.utf8.count ?? 0 <= Self.roomNameLimit else {
      return refuse("The entityId has at most \(Self.roomNameLimit) bytes.", call)
    }
    let known = entityID
    entityID = named ?? known
    guard enter(room) else {
      entityID = known
      return refuse(
        events.roomLimit == 1
          ? "A socket can be in at most 1 room."
          : "A socket can be in at most \(events.roomLimit) rooms.", call)
    }
    world.tallies.joined += 1
    let agentID = document.firstTruthy("agentId", of: payload).map { document.value(of: $0) }
    let joined = RoomJoined(socketID: socketID, room: room, agentID: agentID)
    emit(EncodedEvent(joined))
    emit(EncodedEvent(joined, named: .roomJoined))
    call.succeed(["channelId": .string(room), "roomId": .string(room)])
    if profile.replaysHistory { replayHistory(of: room) }
    world.pipeline?.occurred(.joined(room: room, socketID: socketID, entityID: entityID))
  }

  /// A client leaves a room, as some do by an event of that name or by an envelope of type 3.
  func leave(_ call: SocketCall, _ payload: JSONDocument.Node) {
    guard let room = roomName(call.document, payload) else {
      return malformed("leave", "no channelId and no roomId", call)
    }
    exit(room)
    call.succeed(["channelId": .string(room), "roomId": .string(room)])
    world.pipeline?.occurred(.left(room: room, socketID: socketID, entityID: entityID))
  }

  /// The room that a payload names: `channelId`, else `roomId`; leniently a session's id or a bare text.
  func roomName(_ document: JSONDocument, _ payload: JSONDocument.Node) -> String? {
    if let node = document.firstTruthy("channelId", "roomId", of: payload) {
      return document.text(of: node)
    }
    guard profile.isLenient else { return nil }
    if document.isTruthy(payload), let room = document.string(of: payload) { return room }
    return document.firstTruthy("sessionId", "room", of: payload).flatMap { document.text(of: $0) }
  }

  /// Sends the newest stored messages again, as one unreleased server did.
  private func replayHistory(of room: String) {
    guard let channel = world.channel(inRoom: room) else { return }
    let messages = channel.messages
    for index in max(messages.count - 50, 0)..<messages.count {
      let message = messages[index]
      let metadata = message.metadata(in: channel, naming: profile.naming)
      let name = metadata?["user_display_name"]?.stringValue
      var event = MessageBroadcast(
        order: .socket, id: message.id, senderID: message.authorID,
        senderName: name ?? world.agent(message.authorID)?.name ?? "User",
        text: message.content.value, roomID: room, createdAt: message.createdAt,
        source: message.sourceType ?? MessageSource.socket)
      event.channelID = room
      event.metadata = metadata
      emit(EncodedEvent(event))
    }
  }
}
