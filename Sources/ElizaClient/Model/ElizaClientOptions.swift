public import SocketIOClient

/// How a client behaves; the defaults are those of the frontend guide.
public struct ElizaClientOptions: Sendable {
  /// How messages travel.
  public enum Transport: String, CaseIterable, Hashable, Sendable {
    /// Over Socket.IO: sent and received at once.
    case socket
    /// Through the Sessions API alone, asked again and again.
    case polling
  }

  /// The agent to talk to; nil for the first that the server lists.
  public var agentID: String?

  /// The user, a UUID; nil for a new one.
  public var userID: String?

  /// The name that others see.
  public var userName = "User"

  /// How messages travel.
  public var transport = Transport.socket

  /// What the server asks for as `X-API-KEY`, and in the handshake of a socket as `apiKey`.
  public var apiKey: String?

  /// How often the Sessions API is asked in polling mode.
  public var pollInterval: Duration = .milliseconds(1_500)

  /// How long one message keeps the next from being sent.
  public var minimumGap: Duration = .seconds(1)

  /// How long a way of joining the room may stay without an answer before the next one is tried.
  public var joinTimeout: Duration = .seconds(2)

  /// How long a message may stay without a confirmation before it is looked for, or has failed.
  public var sendTimeout: Duration = .seconds(15)

  /// How long the agent may seem to think before the Sessions API is asked what came of it.
  public var thinkingTimeout: Duration = .seconds(60)

  /// How long a call of the Sessions API may take.
  public var requestTimeout: Duration = .seconds(20)

  /// How long `startSession` waits at most.
  public var startTimeout: Duration = .seconds(30)

  /// Whether the session is renewed before it expires, and made anew when it is gone.
  public var renewsSession = true

  /// What the client calls itself in what it sends; servers report actions to `client_chat` alone.
  public var source = "client_chat"

  /// The user's time zone, such as `Europe/Berlin`, which goes along with each message.
  public var timeZone: String?

  /// The most messages that are kept; the oldest go first.
  public var messageLimit = 5_000

  /// How the socket connects and comes back; `auth` is set by the client.
  public var socket = ClientOptions()

  /// Makes the default options.
  public init() {}
}
