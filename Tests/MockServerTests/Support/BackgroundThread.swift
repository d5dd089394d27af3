import CPlatform

@testable import Reactor

/// Work on a thread of its own, so that what blocks there blocks no task.
final class BackgroundThread<Value: Sendable>: Sendable {
  private struct State {
    var result: Result<Value, any Error>?
    var waiter: CheckedContinuation<Value, any Error>?
  }

  private let state = LockBox(State())

  /// Starts the work.
  init(_ body: @escaping @Sendable () throws -> Value) {
    startThread { [self] in finish(Result { try body() }) }
  }

  /// What the work came to.
  var value: Value {
    get async throws {
      try await withCheckedThrowingContinuation { continuation in
        let result = state.withLock { state in
          if state.result == nil { state.waiter = continuation }
          return state.result
        }
        if let result { continuation.resume(with: result) }
      }
    }
  }

  private func finish(_ result: Result<Value, any Error>) {
    let waiter = state.withLock { state in
      state.result = result
      return state.waiter
    }
    waiter?.resume(with: result)
  }
}

private final class Work {
  let body: () -> Void

  init(_ body: @escaping () -> Void) {
    self.body = body
  }
}

private func startThread(_ body: @escaping @Sendable () -> Void) {
  _ = unsafe platform_start_thread(
    { context in
      guard let context = unsafe context else { return }
      unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
    }, Unmanaged.passRetained(Work(body)).toOpaque())
}
