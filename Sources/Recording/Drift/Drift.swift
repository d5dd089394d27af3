import ElizaModel
import HTTP1
import JSON

/// Asks a running server what a recorded client asked, and finds where the shape of what it says has changed.
///
/// ```
///  step sent ──▶ all that was recorded before the next step has come, or is given up ──▶ pause ──▶ next step
/// ```
///
/// It does nothing by itself: tell it what comes, and do what `advance` says. All times count from the start of
/// the run and never go back. What names such as `{session:1}` stand for is taken from the answers; what the
/// client made up is made up anew.
package struct Drift {
  /// What happened to a connection.
  enum Socket: Hashable {
    case opening
    case open
    /// It could not be opened, or was closed by the server.
    case gone
    /// It was left, or closed by the server, as recorded.
    case left
  }

  /// An event that fits nothing recorded so far.
  struct Stray {
    let event: LiveEvent
    /// Its number among all that came.
    let arrival: Int
    /// The line that was sent last when it came.
    let after: Int
  }

  /// A line of the server that is waited for.
  private struct Pending {
    let index: Int
    let deadline: Duration
    let socket: DriftScript.SocketKey?
  }

  let options: DriftOptions
  let script: DriftScript
  var values: DriftValues
  var sockets: [DriftScript.SocketKey: Socket] = [:]
  var answers: [Int: LiveAnswer] = [:]
  var strays: [Stray] = []
  /// The numbers of the server's events that are to be acknowledged.
  var tokens: [DriftScript.SocketKey: Int] = [:]
  /// In which order events came: by line, the number of what was taken for it first.
  var arrivals: [Int: Int] = [:]
  var arrivalCount = 0
  /// The lines of the server that have come.
  var met: Set<Int> = []
  /// The lines of the client that could not be sent.
  var unsent: Set<Int> = []
  /// The last line that was sent.
  var lastStep = 0
  /// How many events of a kind, from the first on, have come and are not looked at again.
  var passed: [DriftScript.EventKey: Int] = [:]

  /// What was found so far; complete once the run is over.
  package internal(set) var report = DriftReport()
  /// Whether everything was sent and waited for.
  package private(set) var isOver = false

  private var step = 0
  private var nextExpected = 0
  private var pending: [Pending] = []
  private var sentAt: [Int: Duration] = [:]
  private var lastAt = Duration.zero
  private var agents = Agents.unknown
  private var shapes: [String: [Shape]] = [:]

  /// The most events that are kept though they fit nothing.
  static let strayLimit = 10_000
  /// The number of the request that asks for the server's agents.
  static let agentInquiry = -1

  private enum Agents {
    case unknown
    case asked(Duration)
    case known
  }

  /// Prepares a run.
  package init(_ fixture: Fixture, options: DriftOptions) {
    self.options = options
    script = DriftScript(fixture)
    var ids = options.ids
    let open = script.agents.filter { ids[$0] == nil }
    for (name, agent) in zip(open, options.agents) { ids[name] = agent }
    values = DriftValues(ids)
    if open.isEmpty || !options.agents.isEmpty { agents = .known }
  }

  func line(_ index: Int) -> FixtureLine { script.fixture.lines[index] }

  /// When `advance` has something to do though nothing came; nil when the run is over.
  package var nextDue: Duration? {
    if isOver { return nil }
    switch agents {
    case .unknown: return .zero
    case .asked(let time): return time + options.timeout
    case .known: break
    }
    return pending.map(\.deadline).min() ?? due
  }

  /// What is to be done at a time.
  package mutating func advance(to now: Duration) -> [DriftAction] {
    var actions = findAgents(now)
    guard case .known = agents else { return actions }
    while !isOver {
      collect()
      actions += settle(now)
      guard pending.isEmpty, due <= now else { break }
      guard step < script.steps.count else {
        actions += finish()
        break
      }
      let index = script.steps[step]
      step += 1
      lastAt = now
      let sent = send(index, at: now)
      if !unsent.contains(index) {
        sentAt[index] = now
        lastStep = index
        adoptStrays(at: now)
      }
      actions += sent
    }
    return actions
  }

  /// Takes note that a line of the server has come.
  mutating func meet(_ index: Int, at now: Duration) {
    met.insert(index)
    lastAt = max(lastAt, now)
  }

  /// The line before which everything of the client was taken.
  var nextStep: Int {
    step < script.steps.count ? script.steps[step] : script.fixture.lines.count
  }

  /// Whether what led to a line of the server was done.
  func isDue(_ index: Int) -> Bool {
    guard let root = script.roots[index] else { return true }
    return sentAt[root] != nil
  }

  /// Ends the run before its end, when the server is gone; what did not come is no finding then.
  package mutating func giveUp() {
    isOver = true
  }
}

extension Drift {
  /// When the next step may be taken, as far as the recorded pauses tell.
  private var due: Duration {
    guard step < script.steps.count else { return lastAt + DriftOptions.settling }
    let index = script.steps[step]
    let next = line(index)
    let before = script.timesBefore[index] ?? next.time
    let pause = options.scaled(next.time - before)
    if case .shut = next.content { return lastAt + max(pause, DriftOptions.settling) }
    return lastAt + pause
  }

  /// How long a line is waited for: as long as in the recording, and the timeout.
  private func deadline(_ index: Int) -> Duration {
    let time = line(index).time
    guard let root = script.roots[index], let sent = sentAt[root] else {
      return time + options.timeout
    }
    return sent + (time - line(root).time) + options.timeout
  }

  /// Takes what was recorded before the next step among what is waited for.
  private mutating func collect() {
    let end = nextStep
    while nextExpected < script.expected.count, script.expected[nextExpected] < end {
      let index = script.expected[nextExpected]
      nextExpected += 1
      guard !met.contains(index), isDue(index) else { continue }
      pending.append(
        Pending(index: index, deadline: deadline(index), socket: line(index).content.socket))
    }
  }

  /// Strikes off what has come or will not come.
  private mutating func settle(_ now: Duration) -> [DriftAction] {
    var actions: [DriftAction] = []
    var rest: [Pending] = []
    for entry in pending where !met.contains(entry.index) {
      let isLost = isLost(entry)
      guard isLost || entry.deadline <= now else {
        rest.append(entry)
        continue
      }
      lastAt = now
      if adoptStray(for: entry.index, at: now) || isLost { continue }
      if case .response = line(entry.index).content, let root = script.roots[entry.index] {
        actions += abandon(root)
      }
    }
    pending = rest
    return actions
  }

  /// Whether what is waited for can come no more, since its socket is no more, or its connection has none.
  private func isLost(_ entry: Pending) -> Bool {
    if case .upgrade(let connection, _) = line(entry.index).content {
      return !sockets.contains {
        $0.key.connection == connection && ($0.value == .open || $0.value == .opening)
      }
    }
    return entry.socket.map { sockets[$0] == .gone || sockets[$0] == .left } ?? false
  }

  /// Tells what did not come and what came besides.
  private mutating func finish() -> [DriftAction] {
    isOver = true
    var actions: [DriftAction] = []
    for (root, answer) in answers.sorted(by: { $0.key < $1.key }) where !answer.isOver {
      endAnswer(root)
      actions.append(.abandon(exchange: root))
    }
    for index in script.expected where !met.contains(index) && isDue(index) { tellAbsence(index) }
    for stray in strays { tellAddition(stray) }
    tellOrders()
    let open = Set(
      sockets.filter { $0.value == .open || $0.value == .opening }.keys.map(\.connection))
    return actions + open.sorted().map { .disconnect(connection: $0, namespace: nil) }
  }

  /// All that the recording has in the place of a message of one kind, an element for each argument.
  mutating func shapes(of kind: String) -> [Shape] {
    if let known = shapes[kind] { return known }
    var all: [Shape] = []
    for index in script.kinds[kind] ?? [] {
      let values: [JSON]
      switch line(index).content {
      case .event(let event): values = event.arguments
      case .response(let response): values = response.body.json.map { [$0] } ?? []
      default: values = []
      }
      for (place, value) in values.enumerated() {
        let shape = Shape(recorded: value)
        if all.indices.contains(place) { all[place].merge(shape) } else { all.append(shape) }
      }
    }
    shapes[kind] = all
    return all
  }
}

/// The agents that the client knew before the recording began.
extension Drift {
  private mutating func findAgents(_ now: Duration) -> [DriftAction] {
    switch agents {
    case .known: break
    case .asked(let time):
      guard time + options.timeout <= now else { break }
      takeAgents(LiveAnswer(), at: now)
      return [.abandon(exchange: Drift.agentInquiry)]
    case .unknown:
      agents = .asked(now)
      answers[Drift.agentInquiry] = LiveAnswer()
      return [
        .request(
          exchange: Drift.agentInquiry, method: "GET", target: "/api/agents",
          headers: options.headers, body: [])
      ]
    }
    return []
  }

  /// Takes the server's agents for the recorded ones, in their order; a server that does not tell has none.
  mutating func takeAgents(_ answer: LiveAnswer, at now: Duration) {
    agents = .known
    lastAt = now
    answers[Drift.agentInquiry] = nil
    guard answer.status == 200, let json = try? JSON(parsing: answer.bytes) else { return }
    let list = (json["data"]?["agents"] ?? json["agents"] ?? json["data"])?.arrayValue ?? []
    let ids = list.compactMap { $0["id"]?.stringValue }.filter { Identifier.isUUID($0) }
    for (name, id) in zip(script.agents.filter { values[$0] == nil }, ids) { values.bind(name, id) }
  }
}
