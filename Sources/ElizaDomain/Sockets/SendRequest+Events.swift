import Bytes
import ElizaModel
import JSON

/// The events that follow a client's send, with its own values as they came, byte for byte.
///
/// These are the shapes a and b that `MessageBroadcast` describes, and `MessageAck`. They are written here
/// from the bytes of the send, without making values of it first: this is the busiest path of the server.
extension SendRequest {
  /// The broadcast to the others; `room` is the name its receivers know.
  func broadcast(_ message: StoredMessage, room: String, _ profile: Profile) -> EncodedEvent {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(640 + document.rawRange(of: text).count)
    bytes.append(ascii: "[\"messageBroadcast\",{\"id\":")
    bytes.appendJSONString(message.id)
    append(",\"senderId\":", fields.senderID, or: senderID, to: &bytes)
    append(",\"senderName\":", senderName, or: "User", to: &bytes)
    append(",\"text\":", text, to: &bytes)
    appendTwice(",\"channelId\":", ",\"roomId\":", room, to: &bytes)
    appendMessageServer(profile.naming, to: &bytes)
    bytes.append(ascii: ",\"createdAt\":")
    bytes.append(decimal: message.createdAt.milliseconds)
    append(",\"source\":", fields.source, or: MessageSource.socket, to: &bytes)
    append(",\"attachments\":", fields.attachments, to: &bytes)
    if profile.isLenient { append(",\"metadata\":", fields.metadata, to: &bytes) }
    bytes.append(ascii: "}]")
    return EncodedEvent(name: EventName.messageBroadcast.rawValue, bytes: bytes)
  }

  /// The broadcast to the sender: with the id that its page gave the message.
  func echo(_ broadcast: consuming EncodedEvent) -> EncodedEvent {
    guard let id = fields.messageID else { return broadcast }
    var bytes = broadcast.takeBytes()
    bytes.removeLast(2)
    append(",\"clientMessageId\":", id, to: &bytes)
    bytes.append(ascii: "}]")
    return EncodedEvent(name: EventName.messageBroadcast.rawValue, bytes: bytes)
  }

  /// The acknowledgement to the sender.
  func acknowledgement(of message: StoredMessage) -> EncodedEvent {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(384)
    bytes.append(ascii: "[\"messageAck\",")
    appendAcknowledgement(of: message, to: &bytes)
    bytes.append(ASCII.rightBracket)
    return EncodedEvent(name: EventName.messageAck.rawValue, bytes: bytes)
  }

  /// The payload of the acknowledgement alone.
  func appendAcknowledgement(of message: StoredMessage, to bytes: inout [UInt8]) {
    bytes.append(ASCII.leftBrace)
    if let id = fields.messageID {
      append("\"clientMessageId\":", id, to: &bytes)
      bytes.append(ASCII.comma)
    }
    bytes.append(ascii: "\"messageId\":")
    bytes.appendJSONString(message.id)
    bytes.append(ascii: ",\"status\":\"received_by_server_and_processing\"")
    appendTwice(",\"channelId\":", ",\"roomId\":", room, to: &bytes)
    bytes.append(ASCII.rightBrace)
  }

  private func appendMessageServer(_ naming: Profile.Naming, to bytes: inout [UInt8]) {
    switch naming {
    case .legacy: bytes.append(ascii: ",\"serverId\":")
    case .current: bytes.append(ascii: ",\"messageServerId\":")
    case .both:
      return appendTwice(",\"serverId\":", ",\"messageServerId\":", messageServerID, to: &bytes)
    }
    bytes.appendJSONString(messageServerID)
  }

  private func appendTwice(
    _ first: StaticString, _ second: StaticString, _ text: String, to bytes: inout [UInt8]
  ) {
    bytes.append(ascii: first)
    bytes.appendJSONString(text)
    bytes.append(ascii: second)
    bytes.appendJSONString(text)
  }

  private func append(_ key: StaticString, _ node: JSONDocument.Node?, to bytes: inout [UInt8]) {
    guard let node else { return }
    bytes.append(ascii: key)
    document.appendRaw(node, to: &bytes)
  }

  /// Appends a text as it came, or else the one that stands in for it.
  private func append(
    _ key: StaticString, _ node: JSONDocument.Node?, or text: String, to bytes: inout [UInt8]
  ) {
    if let node, document.kind(of: node) == .string { return append(key, node, to: &bytes) }
    bytes.append(ascii: key)
    bytes.appendJSONString(text)
  }
}
