/// The name of a Socket.IO event; an open set.
public struct EventName: Hashable, Sendable {
  /// The name on the wire.
  public let rawValue: String

  /// Names an event.
  public init(_ rawValue: String) {
    self.rawValue = rawValue
  }

  /// An envelope, both ways.
  public static let message = EventName("message")
  /// A join without an envelope, from a client.
  public static let join = EventName("1")
  /// A send without an envelope, from a client.
  public static let send = EventName("2")
  /// A client wants log entries.
  public static let subscribeLogs = EventName("subscribe_logs")
  /// A client wants no more log entries.
  public static let unsubscribeLogs = EventName("unsubscribe_logs")
  /// A client chooses its log entries.
  public static let updateLogFilters = EventName("update_log_filters")

  /// The handshake named an entity (since 1.6.5).
  public static let authenticated = EventName("authenticated")
  /// The greeting.
  public static let connectionEstablished = EventName("connection_established")
  /// The first answer to a join.
  public static let channelJoined = EventName("channel_joined")
  /// The second answer to a join, with the same payload.
  public static let roomJoined = EventName("room_joined")
  /// A new or changed message.
  public static let messageBroadcast = EventName("messageBroadcast")
  /// A send was stored.
  public static let messageAck = EventName("messageAck")
  /// A join or send was refused.
  public static let messageError = EventName("messageError")
  /// An agent has finished (up to 1.4.2).
  public static let messageComplete = EventName("messageComplete")
  /// An instruction to the page (about 1.0).
  public static let controlMessage = EventName("controlMessage")
  /// A piece of an answer (since 1.7.0).
  public static let messageStreamChunk = EventName("messageStreamChunk")
  /// A streamed answer broke off (since 1.7.0).
  public static let messageStreamError = EventName("messageStreamError")
  /// A message was removed.
  public static let messageDeleted = EventName("messageDeleted")
  /// All messages of a channel were removed.
  public static let channelCleared = EventName("channelCleared")
  /// A channel was removed.
  public static let channelDeleted = EventName("channelDeleted")
  /// A channel was changed.
  public static let channelUpdated = EventName("channelUpdated")
  /// The answer to a log subscription and to its end.
  public static let logSubscriptionConfirmed = EventName("log_subscription_confirmed")
  /// The answer to a choice of log entries.
  public static let logFiltersUpdated = EventName("log_filters_updated")
  /// A log entry.
  public static let logStream = EventName("log_stream")
}
