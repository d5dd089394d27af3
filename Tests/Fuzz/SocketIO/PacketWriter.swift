import SocketIO

extension WholePacket {
  /// The messages that carry the packet.
  var messages: [Message] {
    var text: [UInt8] = []
    PacketEncoder.appendHeader(
      packet.type, attachments: packet.attachments.count, namespace: packet.namespace,
      acknowledgementID: packet.acknowledgementID, to: &text)
    return [.text(text + payload)] + packet.attachments.map { .binary($0) }
  }
}
