import ControlAPI
import ElizaDomain
import ElizaModel
import HTTP1
import HTTPServer
import HostInterface
import Reactor
import Scenario
import ScenarioFiles
import SocketIOServer
import TLS

/// One mock server apart from its sockets: where HTTP, Socket.IO, the world and the agents meet.
///
/// It runs on whatever streams, time and chance it is given: an event loop, or a simulation.
final class Site {
  let log: EventLog
  let world: World

  let clock: ClockDriver
  let api: RESTAPI
  let control: ControlAPI
  let realtime: RealtimeBridge
  let losses: ConnectionLosses
  let faults: FaultDriver
  let bodyLimit: Int
  /// The longest body of an upload: a file and what surrounds it in a form.
  let uploadLimit: Int

  let pipeline: ReplyPipeline
  /// What the agents say.
  let agents: ScriptedAgents
  /// The same with its text.
  let scriptControl: ScriptControl
  /// The ids of the agents that scenarios have brought or renamed.
  var scenarioAgents: Set<String> = []
  let journal: Journal
  /// Real time.
  let scheduler: any Scheduler
  let configuration: MockServerConfiguration
  /// Chance that is fit for secrets.
  let secure: RandomSource
  /// What all other chance was begun with.
  let seed: UInt64
  /// What scenario time shows at first.
  let startOfTime: () -> Timestamp
  private let characters: [Agent]
  /// The isolated worlds that are made beside this one; nil where none can be made.
  var spaces: (any ControlledSpaces)?
  /// Called once with what came of the run, when the site begins to shut down.
  var onShutDown: ((RunReport) -> Void)?
  /// Holds the site in turn, until the site shuts down.
  private var context: ServerContext?

  /// Sets the site up; what it draws on is the host's unless said otherwise.
  ///
  /// - Parameters:
  ///   - configuration: What is played.
  ///   - characters: Agents that were read from files.
  ///   - scheduler: Real or simulated time.
  ///   - secure: Chance that is fit for secrets: what connections are named by is drawn from it.
  ///   - connections: The bounds of every connection; nil takes those of `configuration`.
  ///   - start: What scenario time shows at first; nil is as `configuration` says.
  ///   - wallClock: Whole seconds since 1970, for the `Date` field.
  init(
    _ configuration: MockServerConfiguration, characters: [Agent] = [],
    scheduler: any Scheduler,
    secure: RandomSource = RandomSource(SecureRandom()),
    connections: ServerConfiguration? = nil,
    startingAt start: Timestamp? = nil,
    wallClock: @escaping () -> Int64 = SystemClock.seconds
  ) {
    self.configuration = configuration
    self.characters = characters
    self.scheduler = scheduler
    self.secure = secure
    startOfTime = { start ?? configuration.startOfTime }
    let chosen = configuration.chosenSeed
    seed = chosen ?? secure.next()
    let chance = chosen.map(Site.seededIDs)
    let worldClock = WorldClock(start: startOfTime())
    journal = Journal(
      limit: configuration.limits.world.journal, clock: worldClock, scheduler: scheduler)
    log = EventLog(configuration, scheduler: scheduler) { worldClock.now }
    world = World(
      profile: configuration.profile, clock: worldClock, random: chance ?? secure,
      retention: configuration.limits.retention, sessionLimits: configuration.sessionLimits)
    clock = ClockDriver(clock: worldClock, scheduler: scheduler, mode: configuration.clock)
    agents = ScriptedAgents(configuration, seed: seed)
    scriptControl = ScriptControl(configuration.script)
    pipeline = ReplyPipeline(world: world, script: agents)
    var rest = RESTConfiguration(
      allowedOrigin: configuration.allowedOrigin, apiKey: configuration.apiKey,
      rateLimits: configuration.rateLimits, bodyLimit: configuration.limits.requests.jsonBytes,
      sha1: Digest.sha1)
    rest.uploadBytes = configuration.limits.requests.uploadBytes
    api = RESTAPI(world: world, configuration: rest)
    control = ControlAPI(
      profile: configuration.profile, host: configuration.host, token: configuration.controlToken)
    realtime = RealtimeBridge(
      configuration, world: world, clock: clock, scheduler: scheduler, random: secure, log: log,
      journal: journal)
    losses = ConnectionLosses(of: realtime.server, clock: worldClock)
    faults = FaultDriver(
      world: world, server: realtime.server, losses: losses, api: api, scheduler: scheduler,
      seed: seed, log: log)
    bodyLimit = configuration.limits.requests.bodyBytes
    uploadLimit = configuration.limits.requests.uploadBytes &+ 65_536
    context = ServerContext(
      service: self, scheduler: scheduler,
      configuration: connections ?? configuration.limits.server(configuration.profile),
      wallClock: wallClock)
    world.setAgents(agentsAtStart(worldClock.now))
    addAgents(of: configuration.scenario)
    control.subject = self
    control.fileSchema = { FileSchemas.named($0) }
    connectScript()
    report(scheduler)
    layOn(configuration.overlays)
    play(configuration.replay)
  }

  /// Serves one connection until it ends.
  func accept(_ stream: any ByteStream) {
    guard let context else { return stream.abort() }
    HTTPConnection(stream: stream, context: context)
  }

  /// Says goodbye to every client and answers nobody any more.
  func shutDown() {
    let report = finalReport()
    onShutDown?(report)
    onShutDown = nil
    pipeline.shutDown()
    faults.shutDown()
    realtime.replay?.stop()
    realtime.shutDown()
    losses.shutDown()
    context = nil
  }

  /// What came of the run, if it ends now.
  func finalReport() -> RunReport {
    world.findings.finish(world)
    return RunReport(of: world, playing: scenario)
  }

  /// The agents there are at first.
  func agentsAtStart(_ now: Timestamp) -> [Agent] {
    configuration.cast.map { Agent($0, at: now) } + characters
  }

  /// Where ids come from under a seed.
  static func seededIDs(_ seed: UInt64) -> RandomSource {
    RandomSource(SeededRandom(seed: seed, stream: "ids"))
  }

  private func layOn(_ overlays: [Overlay]) {
    faults.onFiring = { [journal] firing in
      let effects = firing.effects.map(\.name).joined(separator: ", ")
      let origin = firing.origin
      journal.record(
        .fault(
          id: firing.name, connection: origin.connection, room: origin.channel,
          text: "\(effects) \(firing.isAfterwards ? "after" : "at") \(firing.occasion)"))
    }
    faults.onActivityChanged = { [unowned realtime, unowned faults] isActive in
      realtime.faults = isActive ? faults : nil
    }
    faults.lay(overlays)
  }

  private func report(_ scheduler: any Scheduler) {
    log.memory = world.log
    agents.onRule = { [world] in world.tallies.ruleUsed($0) }
    pipeline.onUnanswered = { [log, journal] in
      log.unanswered($0, because: $1)
      journal.record(unanswered: $0, because: $1)
    }
    pipeline.onEvent = { [log, journal] in
      log.agent($0)
      if journal.isKept { journal.record(.agent(JournalAgentNote($0))) }
    }
    world.holds.onArrival = { [log, journal] in
      log.hold($0, isReleased: false)
      journal.record(.hold($0, isReleased: false))
    }
    world.holds.onRelease = { [log, journal] in
      log.hold($0, isReleased: true)
      journal.record(.hold($0, isReleased: true))
    }
    world.findings.onFinding = { [log, journal] in
      if $2 { log.finding($0, $1) }
      let text = $1.observation.isEmpty ? $0.title : $1.observation
      journal.record(.finding(rule: $0.id, connection: $1.connection, text: text))
    }
    world.findings.onDeadline = { [weak self, scheduler] delay in
      _ = scheduler.schedule(after: delay) { self?.world.findings.judge() }
    }
    world.findings.now = { [scheduler] in scheduler.now }
    world.onSessionChange = { [journal] in journal.record($1, of: $0) }
    clock.onChange = { [journal, unowned clock] in
      journal.record(.clock(mode: clock.mode.text, moved: $0.clampedNanoseconds))
    }
  }
}
