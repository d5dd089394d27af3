import ElizaModel
import JSON

extension SocketConnection {
  /// A generic message, type 3: passed on to the room when it says something.
  ///
  /// A known page sends the type with nothing but a room and an entity when it leaves; so that is a leave.
  func relayMessage(_ call: SocketCall, _ payload: JSONDocument.Node) {
    let document = call.document
    if document.firstTruthy("message", "content", "text", "data", of: payload) == nil {
      note(.leaveByMessage)
      return leave(call, payload)
    }
    relay(.message, call, payload, toSender: true)
  }

  /// Passes an envelope on to its room as it came, except that a session's id in it becomes the channel's:
  /// each socket then gets the name it joined by.
  func relay(
    _ type: SocketMessageType, _ call: SocketCall, _ payload: JSONDocument.Node, toSender: Bool
  ) {
    note(.relayedEnvelope)
    let document = call.document
    guard let room = roomName(document, payload) else {
      return malformed("message", "type \(type.rawValue) without channelId and roomId", call)
    }
    let channelID = world.channel(inRoom: room)?.id ?? room
    var event = EncodedEvent(type, compact: document.bytes[document.rawRange(of: payload)])
    if channelID != room {
      event = event.replacing(room, with: channelID, in: ["channelId", "roomId"])
    }
    events.rooms.emit(event, toRoom: channelID, except: toSender ? nil : socket)
    call.succeed()
  }

  /// An acknowledgement, type 4: the message has arrived or was seen.
  func noteReceipt(_ call: SocketCall, _ payload: JSONDocument.Node) {
    let document = call.document
    note(.relayedEnvelope)
    guard let id = document.firstTruthy("messageId", "id", of: payload),
      let messageID = document.string(of: id)
    else { return malformed("message", "type 4 without messageId", call) }
    let reader = document.firstTruthy("entityId", "senderId", "userId", of: payload)
    events.receipts.note(
      isSeen(document, payload) ? .seen : .delivered, of: messageID,
      by: reader.flatMap { document.string(of: $0) } ?? entityID ?? socketID)
    call.succeed(["messageId": .string(messageID)])
  }

  private func isSeen(_ document: JSONDocument, _ payload: JSONDocument.Node) -> Bool {
    guard let status = document.firstTruthy("status", "state", of: payload) else { return false }
    return document.matches(status, "seen") || document.matches(status, "read")
  }
}
