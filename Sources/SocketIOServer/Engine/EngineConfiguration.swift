public import EngineIO

/// The bounds and times of an Engine.IO server; the defaults are those of the Node.js server where it has them.
public struct EngineConfiguration: Hashable, Sendable {
  /// The path, with a slash at the end; a request may leave that slash out.
  public var path = "/engine.io/"

  /// The transports that a session may use.
  public var transports: Set<Transport> = [.polling, .webSocket]

  /// Whether a session that polls may go on to a WebSocket.
  public var allowsUpgrades = true

  /// How long after the open, and after each pong, a ping is sent; 25 s.
  public var pingInterval: Duration = .milliseconds(25_000)

  /// How long a client may take for the pong; 20 s.
  public var pingTimeout: Duration = .milliseconds(20_000)

  /// How long a WebSocket may take from its opening to the end of the upgrade; 10 s.
  public var upgradeTimeout: Duration = .seconds(10)

  /// How long a client may take to fetch, or its network to accept, what it is to be lost after; 2 s.
  public var fetchTimeout: Duration = .seconds(2)

  /// The longest body of a POST in bytes, and what clients are told as `maxPayload`; 1,000,000.
  ///
  /// The host holds WebSocket messages to the same length.
  public var maxPayload = 1_000_000

  /// Which pages of other origins may use the server.
  public var crossOrigin = CrossOriginPolicy.none

  /// The most packets that wait for the next poll of one session; 8,192.
  public var queuedPacketLimit = 8_192

  /// The most bytes that wait for the next poll of one session; 16 MiB.
  public var queuedByteLimit = 16 << 20

  /// The most packets in the answer to one poll; 16, since python-engineio takes no more.
  public var pollPacketLimit = 16

  /// The most sessions at a time; 65,536.
  ///
  /// A client beyond them is told that it is forbidden.
  public var sessionLimit = 65_536

  /// Pending output in bytes above which volatile messages are left out; 65,536.
  public var volatileLimit = 65_536

  /// Makes the default configuration.
  public init() {}
}
