public import HTTP1

/// The bounds of every connection of a server.
public struct ServerConfiguration: Hashable, Sendable {
  /// The limits on request heads and chunks.
  public var limits = HTTPLimits()

  /// How long a request head may take from its first byte on.
  public var headTimeout: Duration = .seconds(10)

  /// How long a body may pause.
  public var bodyPauseTimeout: Duration = .seconds(20)

  /// How long a body may take as a whole.
  public var bodyTimeout: Duration = .seconds(300)

  /// How long a connection may stay open between requests.
  public var keepAliveTimeout: Duration = .seconds(65)

  /// How long a WebSocket waits for the peer's close frame.
  public var closeTimeout: Duration = .seconds(5)

  /// The longest WebSocket message in bytes.
  public var messageLimit = 1_000_000

  /// Input in bytes that is kept while an earlier request is being answered; reading pauses beyond it.
  public var backlogLimit = 65_536

  /// Pending output in bytes above which nothing more is read from the peer, until it has drained.
  public var outputHighMark = 262_144

  /// The shortest body in bytes that is worth compressing.
  public var compressionThreshold = 1_024

  /// Makes the default configuration.
  public init() {}
}
