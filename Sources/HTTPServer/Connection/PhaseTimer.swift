import HostInterface

/// The state of a connection's only timer.
///
/// A deadline that moves back only changes a number: the timer that is already running wakes up too
/// early, sees that, and sleeps on. So a busy connection does not touch the scheduler at all.
struct PhaseTimer {
  /// What a connection can be waiting for.
  enum Phase: Hashable {
    /// A request.
    case idle
    /// The rest of a head.
    case head
    /// The rest of a body.
    case body
    /// The service.
    case answering
  }

  /// The phase the deadline belongs to; nil before the first.
  var phase: Phase?
  /// When the phase began.
  var start = Instant.zero
  /// When the phase must have ended; nil for never.
  var deadline: Instant?
  /// The timer that is running.
  var task: ScheduledTask?
  /// When it wakes up.
  var wake: Instant?

  /// The service has a request, and all the time it needs.
  mutating func rest() {
    phase = .answering
    deadline = nil
  }
}
