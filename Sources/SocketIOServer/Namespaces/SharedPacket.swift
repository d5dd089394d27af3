import HostInterface
import SocketIO

/// One event on its way to many sockets: encoded once, and with many recipients framed once.
///
/// For very few recipients copies are cheaper than keeping the frame for reference.
struct SharedPacket: ~Copyable {
  private static let copyLimit = 2

  private var packet: [UInt8]
  private let attachments: [[UInt8]]
  private let messages: [SharedMessage]
  private let server: SocketIOServer

  init(_ event: EncodedEvent, in namespace: Namespace, recipients: Int) {
    server = namespace.server
    attachments = event.attachments
    let isShared = recipients > SharedPacket.copyLimit
    var packet = isShared ? [] : server.engine.scratch.take()
    packet.reserveCapacity(event.bytes.count + namespace.name.utf8.count + 16)
    SocketIOServer.appendHeader(
      event.packetType, attachments: attachments.count, in: namespace.name, id: nil, to: &packet)
    packet.append(contentsOf: event.bytes)
    self.packet = packet
    messages =
      isShared
      ? [SharedMessage(packet, isText: true)]
        + attachments.map { SharedMessage($0, isText: false) }
      : []
  }

  func send(to socket: Socket) {
    guard socket.isConnected else { return }
    guard messages.isEmpty else {
      for message in messages { socket.session.send(message) }
      return
    }
    socket.session.send(packet: packet.span)
    for attachment in attachments { socket.session.send(binary: attachment.span) }
  }

  /// Gives the buffer back.
  consuming func finish() {
    guard messages.isEmpty else { return }
    var taken: [UInt8] = []
    swap(&taken, &packet)
    server.finishPacket(consume taken)
  }
}
