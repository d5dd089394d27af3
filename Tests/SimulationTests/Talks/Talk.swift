import ElizaClient
import ElizaDomain
import ElizaModel
import EngineIO
import HTTPServer
import HostInterface
import Logging
import Scenario
import SocketIOClient
import TestSupport

@testable import MockServer

/// One conversation of the reference client with a whole server, through losses of every kind.
///
/// Everything is drawn from the seed, so that a seed is a whole story which can be told again.
final class Talk {
  /// What came of it.
  struct Outcome {
    let failures: [String]
    let trace: [String]
    let messages: Int
    let losses: Int
  }

  private let seed: UInt64
  private let clock = ManualScheduler()
  private let chance: Chance
  private let trace: Trace
  private let network: Network
  private let talker: Talker
  private let profile: Profile
  private var site: Site
  private var losses = 0
  private var failures: [String] = []

  init(seed: UInt64, tracing: Bool) {
    self.seed = seed
    chance = Chance(seed: seed, name: "talk")
    trace = Trace(clock: clock, isOn: tracing)
    network = Network(
      clock: clock, chance: chance.branch("network"), transcript: Transcript(clock: clock),
      trace: trace)
    profile =
      chance.happens(0.6) ? .lenient : chance.pick([.v1_4_2, .v1_6_4, .v1_6_5, .v1_7_2])
    site = Talk.site(Talk.configuration(profile, chance), clock: clock, chance: chance)
    var options = ElizaClientOptions()
    options.transport = chance.happens(0.75) ? .socket : .polling
    options.thinkingTimeout = .seconds(12)
    options.sendTimeout = .seconds(8)
    options.requestTimeout = .seconds(6)
    options.socket.transports = chance.pick([
      [.polling, .webSocket], [.webSocket], [.polling], [.polling, .webSocket],
    ])
    options.socket.timeout = .seconds(6)
    var weather = Weather(chance.branch("weather"))
    var attempt = 0
    while !weather.isQuick {
      attempt += 1
      weather = Weather(chance.branch("weather \(attempt)"))
    }
    talker = Talker(
      options, on: network, weather: weather, chance: chance.branch("talker"), trace: trace)
    network.accept = { [unowned self] in site.accept($0) }
    trace.note("\(profile.release) \(options.transport) \(options.socket.transports)")
  }

  static func run(seed: UInt64, tracing: Bool = false) -> Outcome {
    let talk = Talk(seed: seed, tracing: tracing)
    talk.play()
    return Outcome(
      failures: talk.failures, trace: talk.trace.lines, messages: talk.talker.said.count,
      losses: talk.network.linkCount)
  }

  private func play() {
    talker.start()
    for _ in 0..<chance.int(2...5) {
      clock.after(chance.duration(.milliseconds(200) ... .seconds(12))) { [self] in talker.say() }
    }
    for _ in 0..<chance.int(0...2) {
      clock.after(chance.duration(.seconds(1) ... .seconds(12))) { [self] in disturb() }
    }
    pass(.seconds(13))
    calm()
    judge()
    failures += talker.failures
    talker.driver.close()
    site.shutDown()
    clock.advance(by: .seconds(6))
  }

  /// Something happens outside of both programs.
  private func disturb() {
    switch chance.int(0...2) {
    case 0:
      trace.note("another network")
      talker.device.changeNetwork()
    case 1: restart()
    default:
      trace.note("the user disconnects and comes back")
      talker.driver.disconnect()
      clock.after(chance.duration(.zero ... .seconds(3))) { [self] in talker.driver.reconnect() }
    }
  }

  /// The server ends, and another one begins that knows nothing of it.
  private func restart() {
    trace.note("the server restarts")
    network.accept = nil
    site.shutDown()
    for link in network.links.values.sorted(by: { $0.number < $1.number }) { link.reset() }
    clock.after(chance.duration(.milliseconds(100) ... .seconds(3))) { [self] in
      guard network.accept == nil else { return }
      var configuration = Talk.configuration(profile, chance)
      configuration.overlays = []
      site = Talk.site(configuration, clock: clock, chance: chance)
      network.accept = { [unowned self] in site.accept($0) }
    }
  }

  /// No more trouble: everything comes back, and what has failed is sent again.
  private func calm() {
    trace.note("calm from here on")
    _ = site.faults.remove("troubles")
    talker.device.heal()
    talker.driver.reconnect()
    for _ in 0..<60 {
      pass(.milliseconds(1_500))
      if case .failed = talker.driver.state.session { talker.start() }
      talker.retryFailed()
      guard !isSettled else { break }
    }
    // The longest that a dead connection goes unnoticed, and some for what comes of it.
    pass(.seconds(11))
  }

  private var isSettled: Bool {
    let state = talker.driver.state
    let own = state.messages.filter { $0.author == .user }
    return state.session.details != nil && (state.isLive || state.socket == .off)
      && !state.isCatchingUp && state.thinking == nil && own.count == talker.said.count
      && own.allSatisfy { $0.delivery == .sent }
  }

  private func pass(_ duration: Duration) {
    clock.advance(by: duration)
  }
}

/// Whether nothing was lost, nothing came twice and the order was kept.
extension Talk {
  private func judge() {
    let state = talker.driver.state
    for (id, text) in talker.said {
      let shown = state.messages.filter { $0.text == text }
      if shown.count != 1 { failures.append("\(text) is shown \(shown.count) times") }
      if shown.first?.delivery != .sent || shown.first?.id != id {
        failures.append("\(text) was not sent: \(shown.map(\.delivery))")
      }
    }
    if state.thinking != nil { failures.append("the agent still thinks") }
    guard let details = state.session.details,
      let session = site.world.sessions[details.id],
      let channel = site.world.channels[session.channelID]
    else { return failures.append("no session: \(state.session) \(state.problem ?? "")") }
    let stored = (0..<channel.messages.count).map { channel.messages[$0] }
    let shown = state.messages.filter { message in stored.contains { $0.id == message.serverID } }
    // Of what has one date and was let overtake nobody can tell which came first.
    let isTied = Set(stored.map(\.createdAt)).count < stored.count
    let isSame =
      isTied
      ? Set(shown.compactMap(\.serverID)) == Set(stored.map(\.id))
      : shown.compactMap(\.serverID) == stored.map(\.id)
    if !isSame {
      let missing = stored.filter { message in !shown.contains { $0.serverID == message.id } }
      failures.append(
        "stored \(stored.count), shown \(shown.count), missing \(missing.map(\.content.text)),"
          + " shown as \(shown.map(\.text))")
    }
  }
}

/// The server.
extension Talk {
  private static func configuration(_ profile: Profile, _ chance: Chance) -> MockServerConfiguration
  {
    var configuration = MockServerConfiguration()
    configuration.profile = profile
    configuration.seed = chance.next()
    configuration.logLevel = .critical
    configuration.thinkTime = chance.pick([
      .fixed(.zero), .fixed(.milliseconds(300)), .range(.zero ... .seconds(2)),
    ])
    configuration.limits.times.pingInterval = chance.pick([.seconds(2), .seconds(5)])
    configuration.limits.times.pong = .seconds(2)
    let pool = Troubles.all + (profile == .lenient ? Troubles.unnoticed : [])
    let faults = pool.filter { _ in chance.happens(0.15) }
    configuration.overlays = [Overlay(name: "troubles", seed: chance.next(), faults: faults)]
    return configuration
  }

  private static func site(
    _ configuration: MockServerConfiguration, clock: ManualScheduler, chance: Chance
  ) -> Site {
    let start = Timestamp(milliseconds: 1_763_990_400_000).advanced(
      by: .nanoseconds(clock.now.nanoseconds))
    return Site(
      configuration, scheduler: clock, secure: RandomSource(seed: chance.next()),
      startingAt: start,
      wallClock: { 1_763_990_400 + clock.now.nanoseconds / 1_000_000_000 })
  }
}
