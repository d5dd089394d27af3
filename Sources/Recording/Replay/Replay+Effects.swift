import HTTP1
import JSON

extension Replay {
  /// Puts what the server said because of a line where it waits for its time.
  mutating func schedule(
    _ index: Int, _ visitor: Int, exchange: Int?, acknowledgement: Int? = nil, at now: Duration
  ) {
    let cause = script.lines[index]
    for effect in script.effects[index] ?? [] {
      let line = script.lines[effect]
      let isEvent: Bool
      if case .event = line.content { isEvent = true } else { isEvent = false }
      var due = now + options.scaled(line.time - cause.time)
      if options.mode == .exact, let origin {
        due = max(now, origin + options.scaled(line.time))
      }
      queue.add(
        ReplayQueue.Effect(
          due: due, index: effect, visitor: visitor, exchange: exchange,
          acknowledgement: acknowledgement, isHeld: options.mode == .stepped && isEvent))
    }
  }

  /// What a line of the server comes to for the visitor it is meant for.
  mutating func perform(_ effect: ReplayQueue.Effect, at now: Duration) -> [ReplayAction] {
    let line = script.lines[effect.index]
    prepare(line, effect.visitor, at: now)
    let live = liveText(effect.visitor)
    switch line.content {
    case .response(let response):
      guard let exchange = effect.exchange else { return [] }
      return answer(response, exchange, live)
    case .open(let opening):
      guard let connection = connection(opening.connection, effect.visitor) else { return [] }
      if let error = opening.error {
        return [
          .refuse(
            connection: connection, namespace: opening.namespace, message: live.text(error))
        ]
      }
      return [
        .accept(
          connection: connection, namespace: opening.namespace,
          socket: opening.socket.map(live.text))
      ]
    case .event(let event):
      guard let connection = connection(event.connection, effect.visitor) else { return [] }
      return [
        .emit(
          connection: connection, namespace: event.namespace, name: event.name,
          arguments: event.arguments.map(live.value), attachments: event.attachments,
          acknowledgement: event.acknowledgement)
      ]
    case .acknowledgement(let answer):
      guard let connection = connection(answer.connection, effect.visitor),
        let number = effect.acknowledgement
      else { return [] }
      return [
        .acknowledge(
          connection: connection, namespace: answer.namespace, number: number,
          arguments: answer.arguments.map(live.value))
      ]
    case .shut(let closing):
      guard let connection = connection(closing.connection, effect.visitor) else { return [] }
      disconnected(connection)
      return [.close(connection: connection, reason: closing.reason)]
    case .head, .request, .upgrade, .room, .note, .end: return []
    }
  }

  private func answer(
    _ response: RecordedResponse, _ exchange: Int, _ live: LiveText
  ) -> [ReplayAction] {
    let headers = HTTPHeaders(
      response.headers.map { HTTPHeaders.Field(name: $0.name, value: live.text($0.value)) })
    let body = live.body(response.body)
    var actions: [ReplayAction] = []
    if let status = response.status {
      guard response.hasMore else {
        return [.respond(exchange: exchange, status: status, headers: headers, body: body)]
      }
      actions.append(.begin(exchange: exchange, status: status, headers: headers))
    }
    if body != .none { actions.append(.write(exchange: exchange, body.sent)) }
    if !response.hasMore { actions.append(.finish(exchange: exchange)) }
    return actions
  }

  /// Makes up what a line names first.
  private mutating func prepare(_ line: FixtureLine, _ visitor: Int, at now: Duration) {
    var open: [FixtureToken] = []
    Mentions.visit(.object(line.object)) { open.append($0) }
    for token in open {
      switch token {
      case .id(let name):
        if value(of: name, for: visitor) == nil { bind(name, mint(name), visitor) }
      case .time(let offset), .epoch(let offset), .digits(let offset):
        let name = ReplayValues.moment(offset)
        if value(of: name, for: visitor) == nil {
          bind(name, String(moment(offset, at: now, line.time)), visitor)
        }
      case .secret: break
      }
    }
  }

  private func liveText(_ visitor: Int) -> LiveText {
    LiveText(
      id: { value(of: $0, for: visitor) ?? $0 },
      moment: { value(of: ReplayValues.moment($0), for: visitor).flatMap { Int64($0) } ?? 0 })
  }

  /// The live connection that plays a recorded one for a visitor, or for whom he came from.
  private func connection(_ name: String, _ visitor: Int) -> Int? {
    var place: Int? = visitor
    while let index = place {
      if let connection = connections[index]?[name] { return connection }
      place = visitors[index].parent
    }
    return nil
  }
}

extension LiveText {
  func body(_ body: RecordedBody) -> RecordedBody {
    switch body {
    case .none, .bytes, .omitted: body
    case .json(let json): .json(value(json))
    case .text(let text): .text(self.text(text))
    }
  }
}
