/// Runs actions later on the thread that owns the world.
///
/// The event loop is one on real time; tests and simulations bring one that moves by hand.
/// Not thread-safe: call it on the loop thread only.
public protocol Scheduler: AnyObject {
  /// The time at which the current batch of work began.
  var now: Instant { get }

  /// Runs `action` once, `delay` from now; a delay of zero or less means at the next turn.
  func schedule(after delay: Duration, _ action: @escaping () -> Void) -> ScheduledTask

  /// Forgets an action that has not run yet; harmless afterwards.
  func cancel(_ task: ScheduledTask)
}

/// Names an action that a `Scheduler` will run.
public struct ScheduledTask: Hashable, Sendable {
  /// The place of the action in the scheduler's queue.
  public let token: ActionQueue.Token

  /// Wraps a queue's token; for implementations of `Scheduler`.
  public init(token: ActionQueue.Token) {
    self.token = token
  }
}
