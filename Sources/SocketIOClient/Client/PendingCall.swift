/// Something a task waits for that happens on the client's thread: it ends, or it is given up.
///
/// Unchecked because of one rule: every member is called on the client's thread.
final class PendingCall<Value: Sendable>: @unchecked Sendable {
  typealias Completion = (Result<Value, any Error>) -> Void

  private var continuation: CheckedContinuation<Value, any Error>?
  private var giveUp: (() -> Void)?
  private var isCancelled = false

  /// Begins, unless the task was cancelled before; `start` returns how to give it up.
  func begin(
    _ continuation: CheckedContinuation<Value, any Error>,
    _ start: (@escaping Completion) -> () -> Void
  ) {
    guard !isCancelled else { return continuation.resume(throwing: CancellationError()) }
    self.continuation = continuation
    let giveUp = start { [self] in finish($0) }
    if self.continuation != nil { self.giveUp = giveUp }
  }

  /// The task is cancelled.
  func cancel() {
    isCancelled = true
    let giveUp = giveUp
    finish(.failure(CancellationError()))
    giveUp?()
  }

  private func finish(_ result: Result<Value, any Error>) {
    let waiting = continuation
    continuation = nil
    giveUp = nil
    waiting?.resume(with: result)
  }
}
