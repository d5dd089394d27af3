import ElizaClient
import HostInterface
import SocketIOClient
import TestSupport

/// Somebody who talks through the reference client, and presses "retry" where it says that something failed.
final class Talker {
  let driver: ConversationDriver
  let device: Device
  /// What was said, by the id it goes by.
  private(set) var said: [String: String] = [:]
  /// Every state had at most one of each message, in the order of their dates.
  private(set) var failures: [String] = []

  private let clock: ManualScheduler
  private let chance: Chance
  private let trace: Trace
  private var count = 0

  init(
    _ options: ElizaClientOptions, on network: Network, weather: Weather, chance: Chance,
    trace: Trace
  ) {
    clock = network.clock
    self.chance = chance
    self.trace = trace
    device = Device(address: "10.0.0.1", weather: weather, chance: chance.branch("links"))
    let clock = clock
    driver = ConversationDriver(
      ServerAddress(host: "mock", port: 3000), options,
      in: Surroundings(
        scheduler: clock, dialer: NetworkDialer(network, from: device),
        random: RandomSource(seed: chance.next()),
        // A clock that is wrong, as those of phones are.
        date: { 1_763_000_000_000 + clock.now.nanoseconds / 1_000_000 }))
    driver.onChange = { [unowned self] in changed($0) }
    driver.onLog = { entry in trace.note("client: \(entry.description.prefix(200))")
    }
  }

  /// Starts a session, again and again until there is one.
  func start() {
    driver.start()
    clock.after(.seconds(3)) { [self] in
      if case .failed = driver.state.session { start() }
    }
  }

  /// Says something new; what comes too soon, or before there is a session, is said later.
  func say() {
    let text = "line \(count)"
    do throws(SendError) {
      let id = try driver.send(text)
      count += 1
      said[id] = text
    } catch {
      clock.after(.milliseconds(1_100)) { [self] in say() }
    }
  }

  func retryFailed() {
    for message in driver.state.messages {
      guard case .failed = message.delivery else { continue }
      _ = try? driver.retry(message.id)
      return
    }
  }

  private func changed(_ state: ConversationState) {
    let ids = state.messages.compactMap(\.serverID)
    if Set(ids).count != ids.count { failures.append("shown twice: \(ids)") }
    let dates = state.messages.filter(\.isDated).map(\.createdAt)
    if zip(dates, dates.dropFirst()).contains(where: { $0 > $1 }) {
      failures.append("out of order: \(state.messages.map(\.text))")
    }
  }
}
