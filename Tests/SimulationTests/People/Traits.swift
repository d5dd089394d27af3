/// What one person is like and will do.
struct Traits {
  /// How somebody goes.
  enum Farewell {
    /// The page says goodbye.
    case polite
    /// The tab is closed.
    case abrupt
    /// The battery is empty.
    case silent
  }

  /// By which of a session's names its room is joined.
  enum JoinName {
    case channel
    case session
    case both
  }

  var travel: EngineClient.Travel
  var messageCount: Int
  /// How long it is quiet between two messages.
  var pause: ClosedRange<Duration>
  var joinName: JoinName
  /// Whether rooms are joined again after a reconnect.
  var rejoins: Bool
  /// Whether callbacks of the server are asked for.
  var wantsCallbacks: Bool
  /// The share of messages that go by HTTP.
  var httpShare: Double
  /// Whether every message has the same text.
  var repeatsItself: Bool
  /// When pings are no more answered.
  var starvesAfter: Duration?
  /// When the device moves to another network.
  var moves: [Duration]
  /// When the person goes for good, before the end.
  var goesAfter: Duration?
  var farewell: Farewell

  init(_ chance: Chance, isLenient: Bool, chaos: Duration) {
    travel = chance.pick([.polling, .upgrading, .upgrading, .webSocket])
    messageCount = chance.int(1...chance.pick([3, 8]))
    pause = chance.pick([
      .zero ... .milliseconds(20), .zero ... .milliseconds(90),
      .milliseconds(10) ... .milliseconds(900),
      .milliseconds(200) ... .seconds(6), .seconds(1) ... .seconds(30),
    ])
    joinName = isLenient ? chance.pick([.channel, .channel, .session, .both]) : .channel
    rejoins = chance.happens(0.92)
    wantsCallbacks = isLenient && chance.happens(0.5)
    repeatsItself = chance.happens(0.06)
    httpShare = repeatsItself ? 0 : chance.pick([0, 0, 0, 0.3])
    starvesAfter = chance.happens(0.08) ? chance.duration(.zero...chaos) : nil
    moves =
      chance.happens(0.15)
      ? (0..<chance.int(1...3)).map { _ in chance.duration(.zero...chaos) } : []
    goesAfter = chance.happens(0.25) ? chance.duration(.seconds(1)...chaos) : nil
    farewell = chance.pick([.polite, .polite, .abrupt, .silent])
  }
}
