import EngineIO

/// A client's way to carry the packets of one session.
protocol EngineTransport: AnyObject {
  /// Takes a text packet: its type and its payload.
  var onPacket: ((PacketType, [UInt8]) -> Void)? { get set }
  /// What was sent has left; more may be sent.
  var onDrain: (() -> Void)? { get set }
  /// The transport is gone, with the reason.
  var onClosed: ((String) -> Void)? { get set }

  /// Whether packets may be sent now.
  var isWritable: Bool { get }

  func open()
  func send(_ packets: [Packet])

  /// Ends the session in order.
  func close()

  /// Ends without a word.
  func drop()
}
