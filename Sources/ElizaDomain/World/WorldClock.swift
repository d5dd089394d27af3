public import ElizaModel
public import HostInterface

/// Scenario time: the calendar the world shows and the queue of what will happen in it.
///
/// The clock never moves by itself. Its host calls `advance(to:)`: in step with real time, faster, or
/// only when somebody says so. Transports do not count in this time. Loop thread only.
public final class WorldClock {
  /// Names an action that waits.
  public struct Token: Hashable, Sendable {
    fileprivate let entry: ActionQueue.Token
  }

  /// The moment shown by the calendar when the clock stood at `Instant.zero`.
  public private(set) var start: Timestamp

  /// How far scenario time has come since `start`.
  public private(set) var position: Instant = .zero {
    didSet { now = start.advanced(by: .nanoseconds(position.nanoseconds)) }
  }

  /// Where the clock will stand when the call that moves it returns; nil while none does.
  ///
  /// An action that comes to pass on the way can tell by it, and by `nextDeadline`, how long nothing else will.
  public private(set) var destination: Instant?

  /// The current moment; stands still while an action runs.
  public private(set) var now: Timestamp

  /// Called when `nextDeadline` has changed other than by a call that is still running.
  public var onDeadlineChanged: (() -> Void)?

  /// The last position in nanoseconds, some 292 years from the start.
  ///
  /// A deadline beyond it is kept as the latest instant there is, and never comes: were it due once the clock stands
  /// there, what is scheduled anew each time it has run would run for ever.
  private static let end = Int64.max - 1

  private var queue = ActionQueue()
  private var isAdvancing: Bool { destination != nil }

  /// Makes a clock that stands at `start`.
  public init(start: Timestamp) {
    self.start = start
    now = start
  }

  /// Scenario time since `start`.
  public var elapsed: Duration { .nanoseconds(position.nanoseconds) }

  /// When the earliest waiting action is due, or nil when none waits whose time will come.
  public var nextDeadline: Instant? {
    guard let deadline = queue.nextDeadline, deadline.nanoseconds <= WorldClock.end else {
      return nil
    }
    return deadline
  }

  /// The number of actions that wait.
  public var pendingCount: Int { queue.count }

  /// Runs `action` once when the clock has moved on by `delay`; a negative delay counts as none.
  ///
  /// It never runs when that is further than the clock can go.
  ///
  /// Cost: O(log n) in the number of waiting actions.
  @discardableResult
  public func schedule(after delay: Duration, _ action: @escaping () -> Void) -> Token {
    let earlier = nextDeadline
    let entry = queue.insert(action, at: position.advanced(by: max(delay, .zero)))
    announce(changeFrom: earlier)
    return Token(entry: entry)
  }

  /// Forgets an action that has not run yet; harmless afterwards.
  public func cancel(_ token: Token) {
    let earlier = nextDeadline
    queue.remove(token.entry)
    announce(changeFrom: earlier)
  }

  /// Moves the clock to `target` and runs everything due on the way, in order, each at its own time.
  ///
  /// What the actions schedule within the span runs as well. A target in the past changes nothing, and the clock
  /// goes no further than some 292 years from its start.
  public func advance(to target: Instant) {
    guard !isAdvancing else { return }
    let target = Instant(nanoseconds: min(target.nanoseconds, WorldClock.end))
    if let deadline = nextDeadline, deadline <= target { runEverythingDue(by: target) }
    if position < target { position = target }
  }

  private func runEverythingDue(by target: Instant) {
    let earlier = nextDeadline
    destination = target
    while let deadline = nextDeadline, deadline <= target {
      position = max(position, deadline)
      queue.popDue(at: position)?()
    }
    position = max(position, target)
    destination = nil
    announce(changeFrom: earlier)
  }

  /// Moves the clock on by `duration`, as `advance(to:)` does.
  public func advance(by duration: Duration) {
    advance(to: position.advanced(by: duration))
  }

  /// Forgets everything that waits and shows `start`, as at the beginning.
  ///
  /// Does nothing while an action runs.
  public func restart(at start: Timestamp) {
    guard !isAdvancing else { return }
    while queue.popDue(at: Instant(nanoseconds: .max)) != nil {}
    self.start = start
    position = .zero
    onDeadlineChanged?()
  }

  private func announce(changeFrom earlier: Instant?) {
    guard !isAdvancing, nextDeadline != earlier else { return }
    onDeadlineChanged?()
  }
}
