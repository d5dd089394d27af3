import ElizaDomain
import ElizaModel
import HTTP1
import HTTPServer
import HostInterface
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
  let realtime: RealtimeBridge
  let bodyLimit: Int

  private let pipeline: ReplyPipeline
  /// Holds the site in turn, until the site shuts down.
  private var context: ServerContext?

  init(
    _ configuration: MockServerConfiguration, scheduler: any Scheduler,
    startingAt start: Timestamp = WallClock.now
  ) {
    let secure = RandomSource(SecureRandom())
    let seed = configuration.seed ?? secure.next()
    let chance = configuration.seed.map { RandomSource(SeededRandom(seed: $0, stream: "ids")) }
    let worldClock = WorldClock(start: start)
    log = EventLog(configuration) { worldClock.now }
    world = World(
      profile: configuration.profile, clock: worldClock, random: chance ?? secure,
      retention: configuration.limits.retention, sessionLimits: configuration.sessionLimits)
    clock = ClockDriver(clock: worldClock, scheduler: scheduler)
    pipeline = ReplyPipeline(
      world: world, script: ScriptedAgents(configuration, seed: seed))
    api = RESTAPI(
      world: world,
      configuration: RESTConfiguration(
        allowedOrigin: configuration.allowedOrigin, sha1: Digest.sha1))
    realtime = RealtimeBridge(
      configuration, world: world, clock: clock, scheduler: scheduler, random: secure, log: log)
    for agent in configuration.agents { world.add(Agent(agent, at: worldClock.now)) }
    bodyLimit = configuration.limits.requests.bodyBytes
    context = ServerContext(
      service: self, scheduler: scheduler, configuration: configuration.limits.server)
    report()
  }

  /// Serves one connection until it ends.
  func accept(_ stream: any ByteStream) {
    guard let context else { return stream.abort() }
    HTTPConnection(stream: stream, context: context)
  }

  /// Says goodbye to every client and answers nobody any more.
  func shutDown() {
    realtime.shutDown()
    context = nil
  }

  private func report() {
    pipeline.onEvent = { [log] in log.agent($0) }
    world.findings.onFinding = { [log] in log.finding($0) }
  }
}
