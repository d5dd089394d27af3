/// Lets a value that lives on a loop's thread be named from elsewhere, but touched only there.
///
/// Unchecked because of one rule: `value` is read and written by `run` alone, and `run` hands its work
/// to the loop's thread.
package final class LoopBound<Value>: @unchecked Sendable {
  private var value: Value?
  private let handle: EventLoop.Handle

  /// Binds `value` to the loop of `handle`.
  package init(_ value: Value, handle: EventLoop.Handle) {
    self.value = value
    self.handle = handle
  }

  /// Runs `body` with the value on the loop's thread; answers false when the loop has ended.
  @discardableResult
  package func run(_ body: @escaping @Sendable (Value) -> Void) -> Bool {
    handle.execute { [self] in
      if let value { body(value) }
    }
  }
}
