import ElizaDomain
import HostInterface
import JSON
import TestSupport

/// Somebody with a chat page: makes a session or comes into a channel, talks, loses the connection,
/// comes back, and goes.
final class Person {
  let name: String
  let userID: String
  let traits: Traits
  let place: Place
  let device: Device
  let simulation: Simulation
  let chance: Chance
  let http: HTTPClient

  /// Every connection so far.
  private(set) var records: [SocketRecord] = []
  private(set) var socket: SocketClient?
  var record: SocketRecord?
  /// By which names the room has been joined on this connection.
  var joined: Set<String> = []
  var waiting: [Ledger.Sent] = []
  private(set) var hasGone = false
  /// Whether the whole history was fetched at the end.
  var hasLookedBack = false
  private var hasJoinedOnce = false
  private var messagesLeft: Int
  private var connectionCount = 0

  /// Whether nothing but the server can end a connection of this person.
  let isCalm: Bool

  var clock: ManualScheduler { simulation.clock }
  var ledger: Ledger { simulation.ledger }
  var profile: Profile { simulation.profile }

  init(_ number: Int, in place: Place, of simulation: Simulation) {
    name = "P\(number)"
    chance = simulation.chance.branch(name)
    userID = chance.uuid()
    traits = Traits(chance, isLenient: simulation.profile.isLenient, chaos: simulation.chaos)
    self.place = place
    place.visitorCount += 1
    self.simulation = simulation
    let weather = Weather(chance.branch("weather"))
    device = Device(
      address: "10.0.0.\(number)", weather: weather, chance: chance.branch("links"))
    http = HTTPClient(network: simulation.network, device: device)
    messagesLeft = traits.messageCount
    isCalm =
      simulation.isPatient && weather.isCalm && traits.starvesAfter == nil && traits.moves.isEmpty
    http.onViolation = { [unowned self] in fail("the server broke the protocol: \($0)") }
  }

  /// Whether the room is joined on the present connection.
  var isInRoom: Bool { place.channelID.map { record?.stay(in: $0) != nil } ?? false }

  /// Whether the network would have let this person be in the room by the end.
  var shouldBeBack: Bool {
    !hasGone && traits.rejoins && simulation.isPatient && device.weather.isQuick
  }

  func start() {
    note("\(traits) \(isCalm ? "calm" : "")")
    clock.after(chance.duration(.zero ... .seconds(8))) { self.prepare() }
    for move in traits.moves { clock.after(move) { self.move() } }
    if let delay = traits.starvesAfter { clock.after(delay) { self.starve() } }
    if let delay = traits.goesAfter { clock.after(delay) { self.go() } }
  }

  /// The place is known: talking can begin.
  func arrived() {
    guard !hasGone else { return }
    connect()
    scheduleMessage()
  }

  /// Goes for good.
  func go() {
    guard !hasGone else { return }
    hasGone = true
    note("goes: \(traits.farewell)")
    record?.ended()
    let last = socket
    socket = nil
    switch traits.farewell {
    case .polite:
      if chance.happens(0.3) { deleteSession() }
      last?.close()
      clock.after(.seconds(5)) { self.http.close() }
    case .abrupt:
      last?.drop()
      http.close()
    case .silent:
      last?.vanish()
      http.vanish()
    }
  }

  func note(_ text: @autoclosure () -> String) { simulation.trace.note("\(name): \(text())") }

  func fail(_ text: String) { ledger.fail("\(name): \(text)") }
}

extension Person {
  private func connect() {
    guard !hasGone, socket == nil else { return }
    connectionCount += 1
    ledger.tally.connections += 1
    let engine = EngineClient(
      http, travel: traits.travel, chance: chance.branch("engine \(connectionCount)"))
    let socket = SocketClient(engine, auth: ["entityId": .string(userID)])
    let record = SocketRecord(owner: name, ledger: ledger)
    self.socket = socket
    self.record = record
    records.append(record)
    joined = []
    engine.onNote = { [unowned self] in
      note($0)
      if $0 == "upgraded" { ledger.tally.upgrades += 1 }
      if $0.hasPrefix("probe lost") { ledger.count($0) }
    }
    socket.onConnect = { [unowned self] in
      record.socketID = $0
      note("socket \($0)")
      if traits.rejoins || !hasJoinedOnce { join() }
    }
    socket.onEvent = { [unowned self] in received($0, $1, record) }
    socket.onViolation = { [unowned self] in fail("the server broke Socket.IO: \($0)") }
    socket.onDisconnect = { [unowned self] in disconnected($0) }
    socket.open()
  }

  private func disconnected(_ reason: String) {
    note("disconnected: \(reason)")
    ledger.tally.losses += 1
    if isCalm, !simulation.isServerGone { fail("lost its connection: \(reason)") }
    record?.ended()
    socket = nil
    guard !hasGone, !simulation.isServerGone else { return }
    clock.after(chance.duration(.milliseconds(500) ... .seconds(3))) { self.connect() }
  }

  private func move() {
    guard !hasGone else { return }
    note("moves to another network")
    device.changeNetwork()
    guard chance.happens(0.5), let socket else { return }
    // Browsers tell pages that they are offline, and the client drops what it has.
    socket.vanish()
    disconnected("offline")
  }

  private func starve() {
    note("answers no ping any more")
    socket?.engine.answersPings = false
  }
}

extension Person {
  /// All names of the room are joined: what was to be said is said, what was missed is fetched.
  func entered() {
    hasJoinedOnce = true
    let queued = waiting
    waiting = []
    for message in queued { send(message) }
    catchUp()
  }

  private func scheduleMessage() {
    guard messagesLeft > 0 else { return }
    clock.after(chance.duration(traits.pause)) { [self] in
      guard !hasGone, simulation.isChaotic else { return }
      messagesLeft -= 1
      say()
      scheduleMessage()
    }
  }
}
