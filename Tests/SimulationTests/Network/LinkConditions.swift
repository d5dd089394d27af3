/// How one connection treats its bytes and what becomes of it.
struct LinkConditions {
  /// What ends a connection that nobody closes.
  enum Fate {
    /// Nothing.
    case lasts
    /// Both ends see a reset.
    case reset(after: Duration)
    /// No byte arrives any more and neither end is told.
    case silence(after: Duration)
  }

  /// How a slow reader takes what has arrived.
  struct Pace {
    var bytes: Int
    var interval: Duration
  }

  /// How long a segment is under way, each way.
  var latency: ClosedRange<Duration> = .milliseconds(1)...(.milliseconds(5))

  /// The most bytes of one segment.
  var segmentLimit = 1_460

  /// The most bytes handed to a reader at a time.
  var pieceLimit = 65_536

  /// The most bytes that are sent and not yet read, each way.
  var window = 65_536

  /// How the client reads; nil as fast as it can.
  var clientPace: Pace?

  var fate = Fate.lasts

  /// Whether a few thousand bytes are there within a second or two.
  var isQuick: Bool {
    window / 1_024 >= 8 && (clientPace.map { $0.bytes >= 4_096 } ?? true)
  }
}
