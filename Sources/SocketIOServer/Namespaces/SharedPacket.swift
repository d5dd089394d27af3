import HostInterface
import SocketIO

/// One event on its way to many sockets: encoded once, and with many recipients framed once.
///
/// For very few recipients copies are cheaper than keeping the frame for reference.
struct SharedPacket {
  private static let copyLimit = 2

  private let event: EncodedEvent
  private let text: SharedMessage?
  private let attachments: [SharedMessage]

  init(_ event: EncodedEvent, in namespace: Namespace, recipients: Int) {
    self.event = event
    guard recipients > SharedPacket.copyLimit else {
      text = nil
      attachments = []
      return
    }
    var packet: [UInt8] = []
    packet.reserveCapacity(event.bytes.count + namespace.name.utf8.count + 16)
    SocketIOServer.appendHeader(
      event.packetType, attachments: event.attachments.count, in: namespace.name, id: nil,
      to: &packet)
    packet.append(contentsOf: event.bytes)
    text = SharedMessage(packet, isText: true)
    attachments = event.attachments.map { SharedMessage($0, isText: false) }
  }

  /// Sends to the members of a room, one socket left out.
  func send(to members: ContiguousArray<Member>, except excluded: Socket?) {
    guard let text, attachments.isEmpty else {
      for member in members where member.socket !== excluded { send(to: member.socket) }
      return
    }
    for member in members where member.socket !== excluded && member.socket.isConnected {
      member.socket.session.send(text)
    }
  }

  func send(to socket: Socket) {
    guard socket.isConnected else { return }
    guard let text else { return socket.send(event) }
    let session = socket.session
    session.send(text)
    for attachment in attachments { session.send(attachment) }
  }
}
