public import SocketIO

/// The bounds and times of a Socket.IO server; the defaults are those of the Node.js server where it has them.
///
/// A client that passes a bound loses its connection, and nobody else notices.
public struct SocketIOConfiguration: Hashable, Sendable {
  /// The transports, heartbeat and payload bounds below; the path is `/socket.io/`.
  public var engine = EngineConfiguration()

  /// How long a connection may stay without joining a namespace; 45 s.
  public var connectTimeout: Duration = .milliseconds(45_000)

  /// How long a binary packet may wait for its next attachment; 45 s.
  public var attachmentTimeout: Duration = .seconds(45)

  /// The bounds of one packet: attachments, namespace, payload.
  public var packetLimits = PacketLimits()

  /// The most namespaces on one connection; 32.
  public var namespaceLimit = 32

  /// The most rooms of one socket besides its own; 1,024.
  public var roomLimit = 1_024

  /// The most acknowledgements of one socket that are due; 1,024.
  public var acknowledgementLimit = 1_024

  /// Connection state recovery; nil, the default, leaves it off.
  public var recovery: RecoveryConfiguration?

  /// Makes the default configuration.
  public init() {
    engine.path = "/socket.io/"
  }
}
