/// The end of a loop's thread, for tasks to wait for.
public actor ThreadEnd {
  private var hasCome = false
  private var waiters: [CheckedContinuation<Void, Never>] = []

  /// Makes the end of a thread that still runs.
  public init() {}

  /// The thread has ended: hand it to `EventLoop.startThread` as `onEnd`.
  public nonisolated func come() {
    Task { await release() }
  }

  /// Returns once the thread has ended.
  public func wait() async {
    guard !hasCome else { return }
    await withCheckedContinuation { waiters.append($0) }
  }

  private func release() {
    hasCome = true
    for waiter in waiters { waiter.resume() }
    waiters = []
  }
}
