import ElizaModel
import JSON

/// What faults want to know of an event to clients; read only while an overlay is on.
struct OutgoingMessage {
  /// The id of the message it is, or is a piece of.
  let id: String?
  /// Who it comes from.
  let authorID: String?
  /// Its room.
  let channelID: String?
  /// The text it adds to a streamed reply; nil when it is no piece of one.
  let piece: String?
  /// Whether it is a message for people.
  let isReply: Bool

  /// The streamed reply it belongs to, as a piece or as the final message.
  var streamID: String? { isReply || piece != nil ? id : nil }

  init(_ event: DepartingEvent) {
    let payload = (try? JSON(parsing: event.bytes))?[1] ?? .null
    let isChunk = event.name == EventName.messageStreamChunk.rawValue
    isReply = event.name == EventName.messageBroadcast.rawValue
    id = payload[isChunk ? "messageId" : "id"]?.stringValue
    authorID = (payload["senderId"] ?? payload["agentId"])?.stringValue
    channelID = (payload["channelId"] ?? payload["roomId"])?.stringValue
    piece = isChunk ? payload["chunk"]?.stringValue ?? "" : nil
  }
}
