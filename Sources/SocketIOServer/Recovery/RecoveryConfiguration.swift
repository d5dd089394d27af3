/// The bounds of connection state recovery (Socket.IO 5, "Connection state recovery").
public struct RecoveryConfiguration: Hashable, Sendable {
  /// How long a socket may be lost and still be taken up again; 2 minutes.
  public var maximumDisconnection: Duration = .seconds(120)

  /// The most events of one namespace that are kept for lost sockets; 16,384.
  public var eventLimit = 16_384

  /// The most lost sockets of one namespace that are remembered; 16,384.
  public var socketLimit = 16_384

  /// Makes the default bounds.
  public init() {}
}
