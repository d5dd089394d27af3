import ElizaModel
import HTTP1
import JSON

/// Plays a fixture's own client half to its replay and records what happens: the same file must come out.
package struct RoundTrip {
  private let fixture: Fixture
  private var replay: Replay
  private var recorder: FixtureRecorder
  private var lines: [FixtureLine] = []
  private var connections: [String: Int] = [:]
  private var count = 0
  private var misses: [ReplayMiss] = []

  /// Where a fixture and its recorded replay part; nil when they are the same.
  package static func difference(in fixture: Fixture) -> String? {
    var trip = RoundTrip(fixture)
    do throws(FixtureRefusal) {
      try trip.run()
    } catch {
      return error.description
    }
    if let miss = trip.misses.first { return miss.description }
    return trip.difference
  }

  private init(_ fixture: Fixture) {
    self.fixture = fixture
    var options = ReplayOptions(seed: 1, start: fixture.head.recordedAt)
    options.keepsSecretMarks = true
    replay = Replay(fixture, options: options)
    recorder = FixtureRecorder(fixture.head, earlierSecrets: 0)
  }

  private var difference: String? {
    // Who is in which room is told by other lines.
    let recorded = fixture.lines.dropFirst().lazy.filter { $0.kind != .room }
    let again = lines.dropFirst().filter { $0.kind != .room }
    var renaming = Renaming()
    var count = 0
    for (line, other) in zip(recorded, again) {
      count += 1
      if !renaming.fits(line, other) {
        return "line \(line.number + 1) comes back as \(JSON.object(other.object).text)"
      }
    }
    if let lost = recorded.dropFirst(count).first {
      return "line \(lost.number + 1) does not come back: nothing that a client does leads to it"
    }
    guard count < again.count else { return nil }
    return "\(JSON.object(again[count].object).text) comes back, which is no line"
  }

  private mutating func run() throws(FixtureRefusal) {
    lines.append(try recorder.begin())
    for line in fixture.lines.dropFirst() {
      try catchUp(to: line.time, before: line.number)
      try play(line)
    }
    if let last = fixture.lines.last { try catchUp(to: last.time, before: .max) }
  }

  private mutating func catchUp(
    to time: Duration, before number: Int
  ) throws(FixtureRefusal) {
    while let due = replay.nextDue, due <= time {
      let actions = replay.advance(to: due, before: number)
      guard !actions.isEmpty || due < time else { break }
      try note(actions, at: due)
      if actions.isEmpty, replay.nextDue == due { break }
    }
  }

  private mutating func see(_ observation: Observation, _ time: Duration) throws(FixtureRefusal) {
    lines += try recorder.record(observation, at: time)
  }

  /// Does what the recorded client did.
  private mutating func play(_ line: FixtureLine) throws(FixtureRefusal) {
    let time = line.time
    let live = liveText(line)
    // A recorder that knows of secrets has to be told which are none.
    var seen = live
    seen.keepsSecretMarks = true
    switch line.content {
    case .request(let request):
      let headers = HTTPHeaders(
        request.headers.map { HTTPHeaders.Field(name: $0.name, value: seen.text($0.value)) })
      if case .omitted(let count) = request.body {
        try see(.requestOmitted(exchange: request.exchange, count), time)
      }
      try see(
        .request(
          exchange: request.exchange, method: request.method, target: seen.text(request.target),
          headers: headers, body: seen.body(request.body).sent), time)
      try note(
        replay.requested(
          exchange: request.exchange, method: request.method, target: live.text(request.target),
          body: live.body(request.body), at: time), at: time)
    case .open(let opening) where opening.direction == .toServer:
      try open(opening, live, seen, time)
    case .upgrade(let connection, let transport):
      try see(
        .upgraded(connection: number(of: connection), transport: transport), time)
    case .event(let event) where event.direction == .toServer: try send(event, live, seen, time)
    case .acknowledgement(let answer) where answer.direction == .toServer:
      try acknowledge(answer, live, seen, time)
    case .shut(let closing) where closing.direction == .toServer:
      let connection = number(of: closing.connection)
      replay.disconnected(connection, namespace: closing.namespace)
      try see(
        .closed(
          connection: connection, namespace: closing.namespace, by: .toServer,
          reason: closing.reason), time)
    case .note(let text): try see(.note(seen.text(text)), time)
    case .end: lines.append(try recorder.end(at: time))
    default: break
    }
  }

  /// The number of a connection, a new one when it comes up first.
  private mutating func number(of connection: String) -> Int {
    if let known = connections[connection] { return known }
    count += 1
    connections[connection] = count
    return count
  }

  private mutating func open(
    _ opening: RecordedOpening, _ live: LiveText, _ seen: LiveText, _ time: Duration
  ) throws(FixtureRefusal) {
    let connection = number(of: opening.connection)
    let auth = opening.auth.map(live.value)
    try see(
      .opening(
        connection: connection, namespace: opening.namespace,
        transport: opening.transport ?? "websocket", auth: opening.auth.map(seen.value)), time)
    try note(
      replay.connected(connection, namespace: opening.namespace, auth: auth, at: time), at: time)
  }

  private mutating func send(
    _ event: RecordedEvent, _ live: LiveText, _ seen: LiveText, _ time: Duration
  ) throws(FixtureRefusal) {
    let connection = number(of: event.connection)
    let arguments = event.arguments.map(live.value)
    try see(
      .event(
        connection: connection, direction: .toServer, namespace: event.namespace,
        name: event.name, arguments: event.arguments.map(seen.value),
        attachments: event.attachments, acknowledgement: event.acknowledgement), time)
    try note(
      replay.received(
        connection, namespace: event.namespace, name: event.name, arguments: arguments,
        acknowledgement: event.acknowledgement, at: time), at: time)
  }

  private mutating func acknowledge(
    _ answer: RecordedAcknowledgement, _ live: LiveText, _ seen: LiveText, _ time: Duration
  ) throws(FixtureRefusal) {
    let connection = number(of: answer.connection)
    let arguments = answer.arguments.map(live.value)
    try see(
      .acknowledgement(
        connection: connection, direction: .toServer, namespace: answer.namespace,
        number: answer.acknowledgement, arguments: answer.arguments.map(seen.value),
        attachments: answer.attachments), time)
    try note(
      replay.acknowledged(
        connection, namespace: answer.namespace, number: answer.acknowledgement,
        arguments: arguments, at: time), at: time)
  }

  /// Ids are those the replay knows; those it does not know are made up, as a client would.
  private func liveText(_ line: FixtureLine) -> LiveText {
    LiveText(
      id: { replay.value(of: $0, for: 0) ?? ReplayValues.minted($0, round: 0, seed: 2) },
      moment: { offset in
        replay.value(of: ReplayValues.moment(offset), for: 0).flatMap { Int64($0) }
          ?? fixture.head.recordedAt.milliseconds &+ offset
      })
  }

  /// Records what the server did.
  private mutating func note(
    _ actions: [ReplayAction], at time: Duration
  ) throws(FixtureRefusal) {
    for action in actions { try note(action, time) }
  }

  private mutating func note(_ action: ReplayAction, _ time: Duration) throws(FixtureRefusal) {
    switch action {
    case .respond(let exchange, let status, let headers, let body):
      try see(.responseHead(exchange: exchange, status: status, headers: headers), time)
      if case .omitted(let count) = body {
        try see(.responseOmitted(exchange: exchange, count), time)
      } else {
        try see(.responseBody(exchange: exchange, body.sent), time)
      }
      try see(.responseEnd(exchange: exchange), time)
    case .begin(let exchange, let status, let headers):
      try see(.responseHead(exchange: exchange, status: status, headers: headers), time)
    case .write(let exchange, let bytes):
      try see(.responseBody(exchange: exchange, bytes), time)
    case .finish(let exchange): try see(.responseEnd(exchange: exchange), time)
    case .accept(let connection, let namespace, let socket):
      try see(.accepted(connection: connection, namespace: namespace, socket: socket), time)
    case .refuse(let connection, let namespace, let message):
      try see(.refused(connection: connection, namespace: namespace, message: message), time)
    case .emit(
      let connection, let namespace, let name, let arguments, let attachments,
      let acknowledgement):
      try see(
        .event(
          connection: connection, direction: .toClient, namespace: namespace, name: name,
          arguments: arguments, attachments: attachments, acknowledgement: acknowledgement), time)
    case .acknowledge(
      let connection, let namespace, let number, let arguments, let attachments):
      try see(
        .acknowledgement(
          connection: connection, direction: .toClient, namespace: namespace, number: number,
          arguments: arguments, attachments: attachments), time)
    case .close(let connection, let namespace, let reason):
      try see(
        .closed(
          connection: connection, namespace: namespace, by: .toClient, reason: reason), time)
    case .hangUp(let exchange): try see(.responseCut(exchange: exchange), time)
    case .miss(let miss), .lost(let miss): misses.append(miss)
    }
  }
}
