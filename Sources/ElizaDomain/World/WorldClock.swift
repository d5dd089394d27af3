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

  /// The current moment; stands still while an action runs.
  public private(set) var now: Timestamp

  /// Called when `nextDeadline` has changed other than by a call that is still running.
  public var onDeadlineChanged: (() -> Void)?

  private var queue = ActionQueue()
  private var isAdvancing = false

  /// Makes a clock that stands at `start`.
  public init(start: Timestamp) {
    self.start = start
    now = start
  }

  /// Scenario time since `start`.
  public var elapsed: Duration { .nanoseconds(position.nanoseconds) }

  /// When the earliest waiting action is due, or nil when none waits.
  public var nextDeadline: Instant? { queue.nextDeadline }

  /// The number of actions that wait.
  public var pendingCount: Int { queue.count }

  /// Runs `action` once when the clock has moved on by `delay`; a negative delay counts as none.
  ///
  /// Cost: O(log n) in the number of waiting actions.
  @discardableResult
  public func schedule(after delay: Duration, _ action: @escaping () -> Void) -> Token {
    let earlier = queue.nextDeadline
    let entry = queue.insert(action, at: position.advanced(by: max(delay, .zero)))
    announce(changeFrom: earlier)
    return Token(entry: entry)
  }

  /// Forgets an action that has not run yet; harmless afterwards.
  public func cancel(_ token: Token) {
    let earlier = queue.nextDeadline
    queue.remove(token.entry)
    announce(changeFrom: earlier)
  }

  /// Moves the clock to `target` and runs everything due on the way, in order, each at its own time.
  ///
  /// What the actions schedule within the span runs as well. A target in the past changes nothing.
  public func advance(to target: Instant) {
    guard !isAdvancing else { return }
    if let deadline = queue.nextDeadline, deadline <= target { runEverythingDue(by: target) }
    if position < target { position = target }
  }

  private func runEverythingDue(by target: Instant) {
    let earlier = queue.nextDeadline
    isAdvancing = true
    while let deadline = queue.nextDeadline, deadline <= target {
      position = max(position, deadline)
      queue.popDue(at: position)?()
    }
    position = max(position, target)
    isAdvancing = false
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
    guard !isAdvancing, queue.nextDeadline != earlier else { return }
    onDeadlineChanged?()
  }
}
