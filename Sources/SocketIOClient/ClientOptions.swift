public import EngineIO
public import HTTP1
public import JSON
public import SocketIO
public import TLS

/// How a client connects and stays connected; the names are those of the JavaScript client.
public struct ClientOptions: Sendable {
  /// The path of the server; a slash at its end is added.
  public var path = "/socket.io/"

  /// The transports to use; the first opens the session.
  public var transports: [Transport] = [.polling, .webSocket]

  /// Whether a session that polls goes on to a WebSocket when the server offers one.
  public var upgrade = true

  /// What the query of every request holds besides the protocol's own keys.
  public var query: [ServerAddress.QueryItem] = []

  /// Fields that every request has besides the protocol's own.
  public var extraHeaders: HTTPHeaders = [:]

  /// What the client shows when it joins its namespace; asked anew at each connection.
  public var auth: @Sendable () -> JSONObject? = { nil }

  /// Whether a lost connection is made again by itself.
  public var reconnection = true

  /// How many attempts in a row are made; nil for no end.
  public var reconnectionAttempts: Int?

  /// How long the first attempt waits; each further one waits twice as long.
  public var reconnectionDelay: Duration = .seconds(1)

  /// The longest an attempt waits.
  public var reconnectionDelayMax: Duration = .seconds(5)

  /// How far chance moves each delay up or down, as a part of it: 0 to 1.
  public var randomizationFactor = 0.5

  /// How long a connection may take to open; nil for no end.
  public var timeout: Duration? = .seconds(20)

  /// How long an acknowledgement may take where an emit does not say; nil for no end.
  public var ackTimeout: Duration?

  /// Whom an encrypted connection believes; the certificate authorities of the system by default.
  public var trust = TLSContext.Trust.system

  /// The most bytes of events that wait to be sent; what goes beyond is refused.
  public var sendBufferLimit = 16_777_216

  /// The longest message that is taken from a server, in bytes.
  public var messageLimit = 16_777_216

  /// What a packet from a server may ask for.
  public var packetLimits = PacketLimits()

  /// How many acknowledgements may be due at a time.
  public var acknowledgementLimit = 65_536

  /// How many events a subscriber may be behind before its sequence ends.
  public var eventBufferLimit = 65_536

  /// How long a session that is being closed may take to send what is left.
  public var closeTimeout: Duration = .seconds(5)

  /// Makes the default options.
  public init() {}
}
