import ElizaDomain
import HostInterface
import Scenario
import SocketIOServer

/// Lets the faults of overlays happen: asked at every place where one may, it does what they say.
///
/// While no overlay is on nobody asks it. Faults go by scenario time. Loop thread only.
final class FaultDriver {
  /// Told of every fault that happens, when it does.
  var onFiring: ((FaultFiring) -> Void)?
  /// Told when the first overlay is laid on and when the last is taken off.
  var onActivityChanged: ((_ isActive: Bool) -> Void)?

  let world: World
  let server: SocketIOServer
  let losses: ConnectionLosses
  let api: RESTAPI
  let scheduler: any Scheduler
  let timers: FaultTimers
  var lanes: FaultLanes
  var shelf: [String: ShelvedMessage] = [:]
  var streams = BrokenStreams()
  var lastEmission: FaultEmission?
  var heldAnswers: [HeldExchange] = []
  var visitors = PastVisitors()
  /// Until when everybody is turned away, in scenario time.
  var downUntil: Duration?
  /// How often all began anew; what waits for a client to fetch something belongs to the beginning before it.
  private(set) var beginningCount = 0

  /// The overlays that are on, in order.
  private(set) var overlays: [Overlay] = []
  private var plan = FaultPlan()
  private var moments: [WorldClock.Token] = []
  private let seed: UInt64
  private let log: EventLog

  init(
    world: World, server: SocketIOServer, losses: ConnectionLosses, api: RESTAPI,
    scheduler: any Scheduler, seed: UInt64, log: EventLog
  ) {
    self.world = world
    self.server = server
    self.losses = losses
    self.api = api
    self.scheduler = scheduler
    self.seed = seed
    self.log = log
    timers = FaultTimers(world.clock)
    lanes = FaultLanes(world.clock, timers)
  }

  /// The namespace of all clients.
  var namespace: Namespace { server.namespace("/") }

  /// Every fault that is on, in order, with how often it has happened.
  var faults: [(overlay: String, fault: Fault, firings: Int)] { plan.faults }

  /// Lays overlays on in place of all that are on; they are armed when this returns.
  func lay(_ overlays: [Overlay]) {
    plan = FaultPlan()
    for moment in moments { world.clock.cancel(moment) }
    self.overlays = []
    for overlay in overlays {
      plan.add(overlay, seed: seed, at: now)
      self.overlays.removeAll { $0.name == overlay.name }
      self.overlays.append(overlay)
    }
    moments = plan.moments.map { moment, overlay, fault in
      arm(fault, of: overlay, at: moment)
    }
    activityChanged()
  }

  /// Lays overlays on as if nothing had happened before; what is put off comes at once.
  func begin(with overlays: [Overlay]) {
    beginningCount &+= 1
    lay([])
    timers.flush()
    shelf = [:]
    streams = BrokenStreams()
    lastEmission = nil
    visitors = PastVisitors()
    downUntil = nil
    losses.endSilences()
    lay(overlays)
  }

  /// Takes everything off, and lets go of what is put off.
  func shutDown() {
    lay([])
    timers.removeAll()
  }

  /// Takes an overlay or a fault off by its name or id; false when there is none.
  func remove(_ name: String) -> Bool {
    let isOverlay = plan.remove(overlay: name)
    guard isOverlay || plan.remove(fault: name) else { return false }
    let left = plan.faults.map { ($0.overlay, $0.fault.id) }
    overlays = overlays.compactMap { overlay in
      var overlay = overlay
      overlay.faults.removeAll { fault in
        !left.contains { $0.0 == overlay.name && $0.1 == fault.id }
      }
      return overlay.faults.isEmpty ? nil : overlay
    }
    activityChanged()
    return true
  }

  /// Scenario time.
  var now: Duration { world.clock.elapsed }

  /// Whether events to clients are counted for each connection by itself.
  private(set) var countsByConnection = false

  /// What goes wrong at something that comes to pass now; only faults that count by one of `scopes` are asked.
  func fire(
    at occasion: FaultOccasion, from origin: FaultOrigin,
    scopes: Set<Trigger.Scope> = Set(Trigger.Scope.allCases)
  ) -> [FaultFiring] {
    let firings = plan.firings(at: occasion, from: origin, scopes: scopes, now: now)
    for firing in firings { tell(firing) }
    return firings
  }

  /// The channel that a room belongs to, or the room itself where there is none.
  func channel(ofRoom room: String?) -> String? {
    room.map { world.channel(inRoom: $0)?.id ?? $0 }
  }

  /// Runs `action` when all that is being sent in this turn has left.
  func afterThisTurn(_ action: @escaping () -> Void) {
    _ = scheduler.schedule(after: .zero, action)
  }

  private func tell(_ firing: FaultFiring) {
    log.fault(firing)
    onFiring?(firing)
  }

  private func activityChanged() {
    countsByConnection = plan.countsEventsByConnection
    onActivityChanged?(!plan.isEmpty)
  }

  private func arm(
    _ fault: String, of overlay: String, at moment: Duration
  ) -> WorldClock.Token {
    world.clock.schedule(after: moment - now) { [weak self] in
      guard let self, let firing = plan.firing(of: fault, in: overlay, now: now) else { return }
      tell(firing)
      strike(Array(server.engine.sessions), with: firing.effects)
    }
  }
}
