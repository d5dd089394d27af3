import Bytes
import ElizaModel
import JSON

/// The broadcasts of a client's send, written once: what the client sent goes out byte for byte.
///
/// These are the shapes a and b that `MessageBroadcast` describes. They are written here without making
/// a tree of what came, since this is the busiest path of the server.
struct SendBroadcast {
  /// The event up to the brace that closes its argument.
  private var bytes: [UInt8] = []

  /// Writes what all receivers get; `room` is the name by which they know the channel.
  init(_ message: StoredMessage, _ request: SendRequest, room: String, _ profile: Profile) {
    let document = request.document
    bytes.reserveCapacity(512 + document.rawRange(of: request.text).count)
    bytes.append(ascii: "[\"messageBroadcast\",")
    bytes.beginJSONObject()
    bytes.appendJSONMember("id", message.id)
    bytes.appendJSONMember("senderId", request.senderID)
    if let name = request.senderName {
      append("senderName", name, of: document)
    } else {
      bytes.appendJSONMember("senderName", "User")
    }
    append("text", request.text, of: document)
    bytes.appendJSONMember("channelId", room)
    bytes.appendJSONMember("roomId", room)
    if profile.naming != .current {
      bytes.appendJSONMember("serverId", request.messageServerID)
    }
    if profile.naming != .legacy {
      bytes.appendJSONMember("messageServerId", request.messageServerID)
    }
    bytes.appendJSONMember("createdAt", message.createdAt.milliseconds)
    bytes.appendJSONMember("source", message.sourceType)
    if let attachments = request.attachments { append("attachments", attachments, of: document) }
    if profile.isLenient, let metadata = request.metadata {
      append("metadata", metadata, of: document)
    }
  }

  /// Adds the id that the sender's page gave the message.
  mutating func addClientMessageID(_ id: JSONDocument.Node, of document: JSONDocument) {
    append("clientMessageId", id, of: document)
  }

  /// The event as it stands.
  var event: EncodedEvent {
    var bytes = bytes
    bytes.endJSONObject()
    bytes.append(ASCII.rightBracket)
    return EncodedEvent(name: EventName.messageBroadcast.rawValue, bytes: bytes)
  }

  private mutating func append(
    _ key: StaticString, _ node: JSONDocument.Node, of document: JSONDocument
  ) {
    bytes.appendJSONKey(key)
    document.appendRaw(node, to: &bytes)
  }
}
