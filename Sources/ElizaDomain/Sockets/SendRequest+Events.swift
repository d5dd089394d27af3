import Bytes
import ElizaModel
import JSON

/// The events that follow a client's send, with its own values as they came, byte for byte.
///
/// These are the shapes a and b that `MessageBroadcast` describes, and `MessageAck`. They are written here
/// from the bytes of the send, without making values of it first, each into room that was measured
/// before: this is the busiest path of the server.
extension SendRequest {
  /// More than all names, punctuation, ids and times of an event take together.
  private static let frame = 512

  /// The broadcast to the others; `room` is the name its receivers know, nil for the one in the send.
  func broadcast(_ message: StoredMessage, room: String?, _ profile: Profile) -> EncodedEvent {
    let sender = written(fields.senderID, or: senderID)
    let name = written(senderName, or: "User")
    let room = writtenRoom(room)
    let server = writtenMessageServer(profile.naming)
    let source = written(fields.source, or: MessageSource.socket)
    let attachments = writtenAttachments(profile)
    let metadata = profile.isLenient ? written(fields.metadata) : nil
    let text = Written.sent(document.rawRange(of: text))
    var count = sender.count &+ name.count &+ text.count &+ source.count
    count &+= 2 &* (room.count &+ server.count)
    count &+= (attachments?.count ?? 0) &+ (metadata?.count ?? 0)
    return event(.messageBroadcast, count: count) { output, sent in
      output.append(ascii: "[\"messageBroadcast\",{\"id\":\"")
      output.append(utf8: message.id)
      output.append(ascii: "\",\"senderId\":")
      output.append(sender, sent)
      output.append(",\"senderName\":", name, sent)
      output.append(",\"text\":", text, sent)
      output.append(",\"channelId\":", room, sent)
      output.append(",\"roomId\":", room, sent)
      if profile.naming != .current { output.append(",\"serverId\":", server, sent) }
      if profile.naming != .legacy { output.append(",\"messageServerId\":", server, sent) }
      output.append(ascii: ",\"createdAt\":")
      output.append(decimal: message.createdAt.milliseconds)
      output.append(",\"source\":", source, sent)
      if let attachments { output.append(",\"attachments\":", attachments, sent) }
      if let metadata { output.append(",\"metadata\":", metadata, sent) }
      output.append(ascii: "}]")
    }
  }

  /// The broadcast to the sender: with the id that its page gave the message.
  func echo(_ broadcast: consuming EncodedEvent) -> EncodedEvent {
    guard let id = fields.messageID else { return broadcast }
    var bytes = broadcast.takeBytes()
    bytes.removeLast(2)
    bytes.append(ascii: ",\"clientMessageId\":")
    document.appendRaw(id, to: &bytes)
    bytes.append(ascii: "}]")
    return EncodedEvent(name: EventName.messageBroadcast.rawValue, bytes: bytes)
  }

  /// The acknowledgement to the sender.
  func acknowledgement(of message: StoredMessage) -> EncodedEvent {
    let clientID = written(fields.messageID)
    let room = writtenRoom(nil)
    return event(.messageAck, count: (clientID?.count ?? 0) &+ 2 &* room.count) { output, sent in
      output.append(ascii: "[\"messageAck\",{")
      if let clientID {
        output.append("\"clientMessageId\":", clientID, sent)
        output.append(ASCII.comma)
      }
      output.append(ascii: "\"messageId\":\"")
      output.append(utf8: message.id)
      output.append(ascii: "\",\"status\":\"received_by_server_and_processing\"")
      output.append(",\"channelId\":", room, sent)
      output.append(",\"roomId\":", room, sent)
      output.append(ascii: "}]")
    }
  }

  private func event(
    _ name: EventName, count: Int,
    _ write: (inout OutputSpan<UInt8>, _ sent: Span<UInt8>) -> Void
  ) -> EncodedEvent {
    let sent = document.bytes
    var bytes: [UInt8] = []
    bytes.append(addingCapacity: SendRequest.frame &+ count) { (output: inout OutputSpan<UInt8>) in
      write(&output, sent.span)
    }
    return EncodedEvent(name: name.rawValue, bytes: bytes)
  }

  private func writtenRoom(_ other: String?) -> Written {
    guard let other else { return written(fields.channelID ?? fields.roomID, or: room) }
    return written(nil, or: other)
  }

  private func writtenMessageServer(_ naming: Profile.Naming) -> Written {
    written(
      naming == .legacy ? fields.serverID : fields.messageServerID ?? fields.serverID,
      or: messageServerID)
  }
}

extension OutputSpan<UInt8> {
  fileprivate mutating func append(_ value: SendRequest.Written, _ sent: Span<UInt8>) {
    switch value {
    case .sent(let range): append(copying: sent.extracting(range))
    case .made(let bytes): append(copying: bytes.span)
    }
  }

  fileprivate mutating func append(
    _ key: StaticString, _ value: SendRequest.Written, _ sent: Span<UInt8>
  ) {
    append(ascii: key)
    append(value, sent)
  }
}
