/// A promise of the code under test, checked in each run; a broken one ends the run as a finding.
public enum Invariant {
  /// Checks that `condition` holds.
  @inlinable
  public static func holds(_ condition: Bool, _ promise: @autoclosure () -> String) {
    if !condition { fail(promise()) }
  }

  /// Checks that both are equal, and shows them when they are not.
  @inlinable
  public static func equal<Value: Equatable>(
    _ left: Value, _ right: Value, _ promise: @autoclosure () -> String
  ) {
    if left != right { fail("\(promise())\n  \(left)\n  \(right)") }
  }

  /// Ends the run with the promise that was broken.
  @inline(never)
  public static func fail(_ promise: String) -> Never {
    fatalError("broken promise: \(promise)")
  }
}
