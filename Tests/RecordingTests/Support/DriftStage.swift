import HTTP1
import JSON

@testable import Recording

/// A server in memory that says what a fixture's server said, under ids of its own, and a run against it.
///
/// Time stands still but for what the run waits for.
struct DriftStage {
  var drift: Drift
  private(set) var now = Duration.zero
  /// All that the run has done.
  private(set) var actions: [DriftAction] = []
  /// Changes a line of the server before it is said; nothing is said where it answers nil.
  var edit: (FixtureLine) -> FixtureLine? = { $0 }
  /// Whether a connection that went on to a WebSocket stays with polling, and whether one was offered.
  var stays: Bool?
  /// Says more, right after a line of the client was answered.
  var extras: (_ line: Int) -> [LiveEvent] = { _ in [] }

  private let fixture: Fixture
  private var nextStep = 0
  private var ids: [String: String] = [:]

  init(_ fixture: Fixture, _ configure: (inout DriftOptions) -> Void = { _ in }) {
    var options = DriftOptions(start: fixture.head.recordedAt, seed: 1)
    options.agents = ["99999999-2222-4333-8444-555555555555"]
    options.speed = nil
    configure(&options)
    self.fixture = fixture
    drift = Drift(fixture, options: options)
  }

  /// Runs to the end; gives the findings, a line each.
  mutating func run() -> [String] {
    var turns = 0
    while !drift.isOver, turns < 10_000 {
      turns += 1
      let todo = drift.advance(to: now)
      for action in todo { perform(action) }
      if todo.isEmpty, let due = drift.nextDue { now = max(now, due) }
    }
    return drift.report.findings.map {
      ($0.weight == .note ? "note: " : "") + $0.description
    }
  }

  /// What a name stands for here.
  mutating func id(_ name: String) -> String {
    if let known = drift.values[name] ?? ids[name] { return known }
    let made = ReplayValues.minted(name, round: 5, seed: 77)
    ids[name] = made
    return made
  }

  private mutating func perform(_ action: DriftAction) {
    actions.append(action)
    guard let line = line(of: action) else { return }
    for effect in fixture.lines where effect.cause == line {
      if let said = edit(effect) { say(said, because: line) }
    }
    if case .request = action { drift.answered(line, at: now) }
    for event in extras(line + 1) { drift.received(event, at: now) }
  }

  /// The recorded line that an action repeats: the next of its kind.
  private mutating func line(of action: DriftAction) -> Int? {
    if case .request(let exchange, _, _, _, _) = action { return exchange < 0 ? nil : exchange }
    // What was not put out has to leave by itself, which no line tells of.
    let next = fixture.lines.dropFirst(nextStep).first { $0.content.direction == .toServer }
    if case .disconnect = action, next?.kind != .shut { return nil }
    while nextStep < fixture.lines.count {
      let index = nextStep
      nextStep += 1
      switch (action, fixture.lines[index].content) {
      case (.connect, .open(let opening)) where opening.direction == .toServer: return index
      case (.emit, .event(let event)) where event.direction == .toServer: return index
      case (.disconnect, .shut(let closing)) where closing.direction == .toServer: return index
      default: continue
      }
    }
    return nil
  }

  private mutating func say(_ line: FixtureLine, because cause: Int) {
    Mentions.visit(.object(line.object)) { token in
      if case .id(let name) = token { _ = id(name) }
    }
    let (values, made) = (drift.values, ids)
    let live = LiveText(
      id: { values[$0] ?? made[$0] ?? $0 }, moment: { 1_800_000_000_000 + $0 })
    switch line.content {
    case .response(let response):
      if let status = response.status {
        let headers = HTTPHeaders(response.headers.map { .init(name: $0.name, value: $0.value) })
        drift.answering(cause, status: status, headers: headers)
      }
      drift.answering(cause, live.body(response.body).sent)
    case .open(let opening):
      if let error = opening.error {
        drift.refused(
          opening.connection, namespace: opening.namespace, message: error, isAnswer: true, at: now)
      } else {
        drift.opened(
          opening.connection, namespace: opening.namespace,
          socket: live.text(opening.socket ?? ""), at: now)
      }
    case .event(let event):
      drift.received(
        LiveEvent(
          connection: event.connection, namespace: event.namespace, name: event.name,
          arguments: event.arguments.map(live.value), token: event.acknowledgement), at: now)
    case .acknowledgement(let answer):
      drift.acknowledged(
        answer.connection, namespace: answer.namespace, number: answer.acknowledgement,
        arguments: answer.arguments.map(live.value), at: now)
    case .upgrade(let connection, _):
      if let stays {
        drift.stayed(connection, isOffered: stays, at: now)
      } else {
        drift.upgraded(connection, at: now)
      }
    case .shut(let closing):
      drift.closed(
        closing.connection, namespace: closing.namespace, reason: "gone", at: now)
    default: break
    }
  }
}

extension FixtureLine {
  /// The line with another JSON body, or with other arguments.
  func saying(_ change: (inout JSONObject) -> Void) -> FixtureLine {
    var line = self
    switch content {
    case .response(var response):
      guard case .json(.object(var object)) = response.body else { return self }
      change(&object)
      response.body = .json(.object(object))
      line.content = .response(response)
    case .event(var event):
      guard case .object(var object) = event.arguments.first ?? .null else { return self }
      change(&object)
      event.arguments[0] = .object(object)
      line.content = .event(event)
    default: break
    }
    return line
  }

  /// The line with another head of its response.
  func answering(_ change: (inout RecordedResponse) -> Void) -> FixtureLine {
    guard case .response(var response) = content else { return self }
    change(&response)
    return FixtureLine(number: number, time: time, cause: cause, .response(response))
  }
}
