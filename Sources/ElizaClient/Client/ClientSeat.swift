import HostInterface
import SocketIOClient

/// One conversation on the client's thread: who watches it and who waits for it.
final class ClientSeat: ThreadTenant {
  typealias Waiter = (Result<ConversationState, SessionError>) -> Void

  private struct Waiting {
    let isMet: (ConversationState) -> Bool
    let done: Waiter
    let timeout: ScheduledTask
  }

  let driver: ConversationDriver
  private var watchers: [AsyncStream<ConversationState>.Continuation] = []
  private var readers: [AsyncStream<EventLogEntry>.Continuation] = []
  private let scheduler: any Scheduler
  private var waiters: [Int: Waiting] = [:]
  private var lastWaiter = 0
  private var isClosed = false

  init(
    _ address: ServerAddress, _ options: ElizaClientOptions, in surroundings: Surroundings
  ) {
    scheduler = surroundings.scheduler
    driver = ConversationDriver(address, options, in: surroundings)
    driver.onChange = { [unowned self] in changed($0) }
    driver.onLog = { [unowned self] entry in
      for reader in readers { reader.yield(entry) }
    }
  }

  func watch(_ continuation: AsyncStream<ConversationState>.Continuation) {
    if isClosed { return continuation.finish() }
    watchers.append(continuation)
    continuation.yield(driver.state)
  }

  func read(_ continuation: AsyncStream<EventLogEntry>.Continuation) {
    if isClosed { return continuation.finish() }
    readers.append(continuation)
  }

  /// Calls `done` once: with the first state that is as wanted, or with why there was none.
  func wait(
    for isMet: @escaping (ConversationState) -> Bool, within limit: Duration,
    _ done: @escaping Waiter
  ) {
    if isClosed { return done(.failure(.closed)) }
    if isMet(driver.state) { return done(.success(driver.state)) }
    lastWaiter += 1
    let number = lastWaiter
    let timeout = scheduler.schedule(after: limit) { [weak self] in
      self?.waiters.removeValue(forKey: number)?.done(.failure(.timedOut))
    }
    waiters[number] = Waiting(isMet: isMet, done: done, timeout: timeout)
  }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    driver.close()
    for watcher in watchers { watcher.finish() }
    for reader in readers { reader.finish() }
    let waiting = waiters.sorted { $0.key < $1.key }
    (watchers, readers, waiters) = ([], [], [:])
    for waiter in waiting { finish(waiter.value, .failure(.closed)) }
  }

  private func changed(_ state: ConversationState) {
    watchers.removeAll { if case .terminated = $0.yield(state) { true } else { false } }
    for (number, waiter) in waiters.sorted(by: { $0.key < $1.key }) where waiter.isMet(state) {
      waiters[number] = nil
      finish(waiter, .success(state))
    }
  }

  private func finish(_ waiter: Waiting, _ result: Result<ConversationState, SessionError>) {
    scheduler.cancel(waiter.timeout)
    waiter.done(result)
  }
}
