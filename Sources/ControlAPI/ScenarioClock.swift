public import ElizaDomain
public import ElizaModel

/// Scenario time as the control API sees and moves it.
public protocol ScenarioClock: AnyObject {
  /// How time runs.
  var mode: ClockMode { get }
  /// The current moment.
  var now: Timestamp { get }
  /// How far the next thing is that is due; nil when nothing waits.
  var distanceToNext: Duration? { get }
  /// The number of things that wait.
  var pendingCount: Int { get }

  /// Lets time run in another way from now on.
  func setMode(_ mode: ClockMode)
  /// Moves time on and runs everything due on the way, in order; answers how far it has moved, which is less
  /// where time ends.
  @discardableResult
  func advance(by duration: Duration) -> Duration
  /// Moves time on to the next thing that is due, and runs it; nil when nothing waits.
  func advanceToNext() -> Duration?
}
