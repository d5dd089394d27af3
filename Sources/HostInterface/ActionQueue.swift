/// Actions that wait for their time: a `DeadlineQueue` that is generic no more.
///
/// Who uses it from another module pays nothing for the queue being generic, which costs several times
/// what the queue itself does.
public struct ActionQueue {
  /// Names one action; outlives it harmlessly.
  public struct Token: Hashable, Sendable {
    fileprivate let entry: DeadlineQueue<() -> Void>.Token
  }

  private var queue = DeadlineQueue<() -> Void>()

  /// Makes an empty queue.
  public init() {}

  /// The number of actions that wait.
  public var count: Int { queue.count }

  /// The earliest deadline, or nil when nothing waits.
  public var nextDeadline: Instant? { queue.nextDeadline }

  /// Adds an action and returns the token that removes it again.
  public mutating func insert(_ action: @escaping () -> Void, at deadline: Instant) -> Token {
    Token(entry: queue.insert(action, at: deadline))
  }

  /// Forgets the action; harmless when it has already left the queue.
  public mutating func remove(_ token: Token) {
    queue.remove(token.entry)
  }

  /// Takes out the earliest action when its deadline is not after `now`.
  public mutating func popDue(at now: Instant) -> (() -> Void)? {
    queue.popDue(at: now)
  }
}
