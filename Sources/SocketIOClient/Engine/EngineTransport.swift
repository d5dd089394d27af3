import EngineIO

/// A client's way to carry the packets of one session (Engine.IO 4, "Transports").
protocol EngineTransport: AnyObject {
  /// Who is told; it is kept alive until the transport has closed.
  var handler: (any EngineTransportHandler)? { get set }

  /// How the packets travel.
  var kind: Transport { get }

  /// Whether packets may be handed over now.
  var isWritable: Bool { get }

  /// Begins; a session id in the target joins a session, none opens one.
  func open()

  /// Takes packets; `isWritable` must be true.
  func send(_ packets: [Packet])

  /// Ends the session in order; the handler is told nothing more.
  func close()

  /// Ends without a word; the handler is told nothing more.
  func abort()
}

/// What a transport tells the session it serves.
protocol EngineTransportHandler: AnyObject {
  /// The connection stands and packets may be sent, but none has been received.
  func transportOpened(_ transport: any EngineTransport)

  /// A text packet has arrived; the payload is valid during the call only.
  func transport(
    _ transport: any EngineTransport, received type: PacketType, payload: Span<UInt8>)

  /// A binary message has arrived; the bytes are valid during the call only.
  func transport(_ transport: any EngineTransport, receivedBinary bytes: Span<UInt8>)

  /// What was handed over has left, and more may be sent.
  func transportDrained(_ transport: any EngineTransport)

  /// The transport is of no use any more; the last call.
  func transport(_ transport: any EngineTransport, endedWith error: TransportError)
}
