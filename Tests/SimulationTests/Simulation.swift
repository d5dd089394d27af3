import ElizaDomain
import ElizaModel
import HTTPServer
import HostInterface
import Logging
import OrderedCollections
import Scenario
import TestSupport

@testable import MockServer
@testable import SocketIOServer

/// One server, its people and their network, from the first connection to the last byte let go of.
///
/// Everything is drawn from the seed, so that a seed is a whole story which can be told again.
final class Simulation {
  /// What came of one story.
  struct Outcome {
    let hash: String
    let failures: [String]
    let tally: Ledger.Tally
    let trace: [String]
    let span: Duration
  }

  let seed: UInt64
  let clock = ManualScheduler()
  private let timers: ServerTimers
  /// The timers of the server that judge clients by what they did not do in time.
  private var judgements = 0
  let chance: Chance
  let trace: Trace
  let network: Network
  let ledger: Ledger
  let profile: Profile
  /// How long connections are lost and people talk.
  let chaos: Duration
  /// Whether the server puts nobody out who merely has a long way.
  let isPatient: Bool
  private(set) var isChaotic = true
  private(set) var isServerGone = false

  private let limits: MockServerConfiguration.Limits
  private let site: Site
  private let transcript: Transcript
  private let observer: SessionWatch
  private var people: [Person] = []
  private var handlers: [Weak] = []

  init(seed: UInt64, tracing: Bool = false) {
    self.seed = seed
    chance = Chance(seed: seed, name: "simulation")
    trace = Trace(clock: clock, isOn: tracing)
    transcript = Transcript(clock: clock)
    network = Network(
      clock: clock, chance: chance.branch("network"), transcript: transcript,
      trace: trace)
    let configuration = Simulation.configuration(chance, seed: seed)
    profile = configuration.profile
    chaos = chance.duration(.seconds(15) ... .seconds(110))
    timers = ServerTimers(on: clock)
    site = Simulation.site(configuration, timers, chance)
    ledger = Ledger(world: site.world, clock: clock, trace: trace)
    observer = SessionWatch(trace, ledger, next: site.realtime.server.engine.observer)
    limits = configuration.limits
    isPatient =
      configuration.limits.times.pong >= .seconds(5)
      && configuration.limits.times.upgrade >= .seconds(5)
      && configuration.limits.realtime.queuedPackets > 1_000 && network.outboxLimit > 65_536
    site.realtime.server.engine.observer = observer
    network.onEvent = { [ledger] in ledger.count($0) }
    network.accept = { [unowned self] in accept($0) }
    let onDeadline = site.world.findings.onDeadline
    site.world.findings.onDeadline = { [unowned self] delay in
      judgements += 1
      onDeadline?(delay)
      clock.after(delay) { [unowned self] in judgements -= 1 }
    }
  }

  /// The path of channels in the release that is played.
  var channelsPath: String {
    profile.naming == .current ? "/api/messaging/channels" : "/api/messaging/central-channels"
  }

  private func accept(_ end: ServerEnd) {
    site.accept(end)
    handlers.append(Weak(end.handler))
  }
}

extension Simulation {
  /// Tells the whole story.
  static func run(seed: UInt64, tracing: Bool = false) -> Outcome {
    let simulation = Simulation(seed: seed, tracing: tracing)
    let leaks = simulation.play()
    let ledger = simulation.ledger
    let last = simulation.end()
    for leak in leaks.filter({ $0.object != nil }) + last.filter({ $0.object != nil }) {
      ledger.fail("was never let go of: \(leak.name)")
    }
    return Outcome(
      hash: simulation.transcript.hash, failures: ledger.failures, tally: ledger.tally,
      trace: simulation.trace.lines, span: .nanoseconds(simulation.clock.now.nanoseconds))
  }

  private func play() -> [Weak] {
    let before = Census(of: site)
    makePeople()
    for person in people { person.start() }
    let vandal = Vandal(network: network, chance: chance.branch("vandal"))
    if chance.happens(0.3) { vandal.start(within: chaos) }
    pass(chaos)
    rest()
    Verdict(ledger: ledger, people: people, profile: profile).judge()
    vandal.go()
    judgeFindings()
    leave()
    checkThatNothingIsLeft(since: before)
    return handlers + observer.sessions
  }

  /// No more losses and no more messages: everybody comes back, every answer is given.
  private func rest() {
    trace.note("calm from here on")
    isChaotic = false
    for person in people { person.device.heal() }
    pass(limits.times.pingInterval + limits.times.pong + .seconds(60))
    for person in people { person.lookBack() }
    pass(.seconds(50))
  }

  /// Most people do all that a real server asks for, and of them nothing is found.
  private func judgeFindings() {
    var habits: Set = [
      "sends-before-join", "two-sockets", "gives-up-after-kick", "polls-while-connected",
      "unknown-event", "unknown-type", "malformed-event", "never-ends-session",
    ]
    if people.allSatisfy(\.traits.rejoins) { habits.insert("never-rejoins") }
    if !people.contains(where: \.traits.repeatsItself) { habits.insert("resends-under-new-id") }
    for finding in site.world.findings.all where habits.contains(finding.rule.id) {
      ledger.fail("found about the well-behaved: \(finding.rule.id) \(finding.evidence)")
    }
  }

  /// Everybody goes, or the server does.
  private func leave() {
    if chance.happens(0.15) {
      trace.note("the server shuts down")
      isServerGone = true
      network.accept = nil
      site.shutDown()
    }
    for person in people {
      clock.after(chance.duration(.zero ... .seconds(4))) { person.go() }
    }
    passUntilNobodyIsLeft(within: .seconds(120))
    checkThatEveryTimerHasAnOwner()
    if !site.realtime.server.engine.sessions.isEmpty {
      ledger.fail("sessions without a client: \(site.realtime.server.engine.sessions.map(\.id))")
    }
    if !network.served.isEmpty {
      ledger.fail("connections are kept: \(network.served.sorted())")
    }
    clock.advance(by: .seconds(3_600))
  }

  /// In small steps, since what a connection leaves behind is seen only until its time comes.
  private func passUntilNobodyIsLeft(within duration: Duration) {
    let end = clock.now.advanced(by: duration)
    while clock.now < end {
      let haveAllGone = isServerGone || people.allSatisfy(\.hasGone)
      if haveAllGone, network.served.isEmpty, site.realtime.server.engine.sessions.isEmpty {
        return
      }
      clock.advance(by: .milliseconds(10))
    }
  }

  /// With the last connection and session every timer of theirs is gone.
  ///
  /// The world has one for all that waits in it, a session that the server ended between two polls has one until its
  /// end is fetched, and findings have those by which they judge who did not do something in time.
  private func checkThatEveryTimerHasAnOwner() {
    let owners = [
      "the world": site.world.clock.pendingCount > 0 ? 1 : 0,
      "farewells": site.realtime.server.engine.farewells.count, "judgements": judgements,
    ]
    if timers.pendingCount != owners.values.reduce(0, +) {
      ledger.fail("\(timers.pendingCount) timers wait, for \(owners)")
    }
  }

  private func pass(_ duration: Duration) {
    let end = clock.now.advanced(by: duration)
    let structure = Structure(site: site, network: network, ledger: ledger)
    while clock.now < end {
      clock.advance(by: min(.milliseconds(500), clock.now.duration(to: end)))
      structure.check()
    }
  }

  private func checkThatNothingIsLeft(since before: Census) {
    site.realtime.server.engine.observer = nil
    if clock.pendingCount > 0 { ledger.fail("\(clock.pendingCount) timers have no owner") }
    if site.world.clock.pendingCount > 0 { ledger.fail("the world waits for something") }
    if !site.world.sessions.isEmpty { ledger.fail("sessions outlive their time") }
    if site.pipeline.turnCount > 0 { ledger.fail("agents still think") }
    let growth = Census(of: site).growth(since: before, expecting: Simulation.lasting)
    for container in growth { ledger.fail("something is kept: \(container)") }
  }

  /// Lets go of everything.
  private func end() -> [Weak] {
    site.shutDown()
    people = []
    return []
  }
}

extension Simulation {
  /// What may stay: the history, the journal, what agents remember, and working memory.
  private static let lasting = [
    ".world.channels.packed", ".world.channels.others", ".channelAges.arrivals",
    ".sessionAges.arrivals", ".messageIndex.places",
    ".messageIndex.arrivals", ".chronicle.kept",
    ".findings.entries", ".findings.reported", ".findings.arrivals", ".gone.values", ".gone.order",
    ".byUser.values", ".byUser.order", ".findings.lastTimes", ".byPage.values", ".byPage.order",
    ".windows.values",
    ".windows.order", ".requests.counts", ".requests.masked", ".requests.fixed",
    ".loopGuard.streaks",
    ".loopGuard.earlierStreaks",
    ".director.conversations.younger", ".director.conversations.older", ".director.streams.younger",
    ".queue.slots", ".queue.freeSlots", ".context.date.text",
    ".journal.store.entries", ".journal.store.page.bytes", ".journal.store.fullPages",
    ".journal.store.wholes", ".world.soleParticipant",
    ".context.outputBuffer", ".context.messageBuffer",
    ".spareDocument.tape.bytes",
    ".spareDocument.tape.entries", ".metadata.tape.bytes", ".metadata.tape.entries",
    ".engine.scratch.bytes", ".random.drawn", ".api.document.tape.bytes",
    ".api.document.tape.entries",
  ]

  private func makePeople() {
    let agentIDs = Array(site.world.agents.keys)
    var shared: [Place] = []
    for _ in 0..<chance.int(0...2) {
      let isOpen = profile.isLenient && chance.happens(0.4)
      shared.append(
        isOpen
          ? Place(.firstMessage, agentIDs: [chance.pick(agentIDs)], channelID: chance.uuid())
          : Place(.created, agentIDs: chance.happens(0.7) ? [chance.pick(agentIDs)] : agentIDs))
    }
    for number in 1...chance.int(1...6) {
      let isAlone = shared.isEmpty || chance.happens(0.4)
      let place =
        isAlone ? Place(.session, agentIDs: [chance.pick(agentIDs)]) : chance.pick(shared)
      people.append(Person(number, in: place, of: self))
      // Some have the same session open in a second tab.
      if isAlone, chance.happens(0.4) { shared.append(place) }
    }
  }

  private static func configuration(_ chance: Chance, seed: UInt64) -> MockServerConfiguration {
    var configuration = MockServerConfiguration()
    configuration.profile = chance.happens(0.8) ? .lenient : chance.pick([.v1_6_4, .v1_7_2])
    configuration.seed = seed
    configuration.logLevel = .critical
    configuration.thinkTime = thinkTime(chance)
    if chance.happens(0.5) {
      configuration.limits.times.pingInterval = chance.pick([.seconds(2), .seconds(6)])
      configuration.limits.times.pong = chance.pick([.seconds(1), .seconds(5)])
    }
    configuration.limits.times.upgrade = chance.pick([
      .milliseconds(250), .seconds(1), .seconds(10), .seconds(10),
    ])
    configuration.limits.times.idle = chance.pick([.seconds(2), .seconds(65)])
    if chance.happens(0.1) { configuration.limits.realtime.queuedPackets = 12 }
    if chance.happens(0.4) {
      configuration.agents.append(.init(id: "Ada"))
    }
    return configuration
  }

  private static func thinkTime(_ chance: Chance) -> ThinkTime {
    let median = chance.pick([Duration.milliseconds(50), .milliseconds(800), .seconds(3)])
    let logNormal = LogNormalTime(median: median, p95: median * 3).map(ThinkTime.logNormal)
    return chance.pick([
      .fixed(.zero), .fixed(.milliseconds(300)), .range(.zero ... .seconds(2)),
      logNormal ?? .fixed(median), logNormal ?? .fixed(median),
    ])
  }

  private static func site(
    _ configuration: MockServerConfiguration, _ timers: ServerTimers, _ chance: Chance
  ) -> Site {
    var connections = configuration.limits.server(configuration.profile)
    connections.outputHighMark = ServerEnd.Bounds.highMark
    connections.backlogLimit = 4_096
    let start = Timestamp(milliseconds: 1_763_990_400_000)
    return Site(
      configuration, scheduler: timers, secure: RandomSource(seed: chance.next()),
      connections: connections, startingAt: start,
      wallClock: { 1_763_990_400 + timers.now.nanoseconds / 1_000_000_000 })
  }
}
