import HTTP1
import JSON

extension Replay {
  /// Puts what the server said because of a line where it waits for its time.
  mutating func schedule(
    _ index: Int, _ visitor: Int, exchange: Int? = nil, connection: Int? = nil,
    namespace: String? = nil, acknowledgement: Int? = nil, at now: Duration
  ) {
    let stay = connection.flatMap { connection in
      namespace.flatMap { stays[connection]?[$0] }
    }
    let cause = ReplayQueue.Effect.Cause(
      line: index, played: now, visitor: visitor, exchange: exchange, connection: connection,
      acknowledgement: acknowledgement, stay: stay)
    if script.entry(index).kind == .open { scheduleOpenings(cause) }
    schedule(after: index, cause)
  }

  /// What tells a socket whether it is let in waits alone, since it can be asked for before its time.
  private mutating func scheduleOpenings(_ cause: ReplayQueue.Effect.Cause) {
    var next = script.effect(after: cause.line)
    while let index = next {
      if script.entry(index).kind == .open {
        queue.add(.init(due: due(index, cause), index: index, cause: cause, isLast: true))
      }
      next = script.effect(after: index)
    }
  }

  /// Puts the next line where it waits, and with it those before it that have to be asked for.
  private mutating func schedule(after index: Int, _ cause: ReplayQueue.Effect.Cause) {
    var next = script.effect(after: index)
    while let index = next {
      let kind = script.entry(index).kind
      next = script.effect(after: index)
      if kind == .open, script.entry(cause.line).kind == .open { continue }
      let isHeld = options.mode == .stepped && kind == .ev
      queue.add(
        .init(due: due(index, cause), index: index, cause: cause, isLast: isHeld), isHeld: isHeld)
      guard isHeld else { return }
    }
  }

  private func due(_ index: Int, _ cause: ReplayQueue.Effect.Cause) -> Duration {
    let time = script.time(index)
    if options.mode == .exact, let origin {
      return max(cause.played, origin + options.scaled(time))
    }
    return cause.played + options.scaled(time - script.time(cause.line))
  }

  /// What a line of the server comes to for the visitor it is meant for.
  mutating func perform(_ effect: ReplayQueue.Effect, at now: Duration) -> [ReplayAction] {
    if !effect.isLast { schedule(after: effect.index, effect.cause) }
    let text = script.lines.text(of: effect.index)
    let visitor = effect.cause.visitor
    guard let line = script.lines.line(effect.index, text) else {
      return [.lost(loss(of: effect, for: visitor))]
    }
    prepare(text, line.time, visitor, at: now)
    let live = liveText(visitor)
    switch line.content {
    case .response(let response):
      guard let exchange = effect.cause.exchange else { return [] }
      let isCut = response.hasMore && !script.hasAnswer(after: effect.index)
      return answer(response, exchange, live) + (isCut ? [.hangUp(exchange: exchange)] : [])
    case .open(let opening):
      guard let connection = listener(to: effect, opening.connection) else { return [] }
      if let error = opening.error {
        stays[connection]?[opening.namespace] = nil
        return [
          .refuse(
            connection: connection, namespace: opening.namespace, message: live.text(error))
        ]
      }
      let socket = opening.socket.map(live.text)
      if let name = opening.socket { sockets[connection, default: [:]][name] = socket }
      return [
        .accept(connection: connection, namespace: opening.namespace, socket: socket)
      ]
    case .event(let event):
      progress = max(progress, effect.index)
      guard let connection = listener(to: effect, event.connection),
        !isPast(effect.cause, on: connection, in: event.namespace)
      else { return [] }
      awaitAcknowledgement(of: effect.index, event, on: connection, by: visitor)
      let live = liveText(visitor, to: connection)
      return [
        .emit(
          connection: connection, namespace: event.namespace, name: event.name,
          arguments: event.arguments.map(live.value), attachments: event.attachments,
          acknowledgement: event.acknowledgement)
      ]
    case .acknowledgement(let answer):
      // The number is that of who has asked, and means nothing to another.
      guard let number = effect.cause.acknowledgement, let connection = effect.cause.connection,
        twins[connection] != nil, !isPast(effect.cause, on: connection, in: answer.namespace)
      else { return [] }
      let live = liveText(visitor, to: connection)
      return [
        .acknowledge(
          connection: connection, namespace: answer.namespace, number: number,
          arguments: answer.arguments.map(live.value), attachments: answer.attachments)
      ]
    case .shut(let closing):
      guard let connection = listener(to: effect, closing.connection) else { return [] }
      return close(connection, closing)
    case .head, .request, .upgrade, .room, .note, .end: return []
    }
  }

  /// Whether something is for the one whose doing it follows, and his socket has left that namespace since.
  private func isPast(
    _ cause: ReplayQueue.Effect.Cause, on connection: Int, in namespace: String
  ) -> Bool {
    guard let stay = cause.stay, cause.connection == connection, stay.namespace == namespace
    else { return false }
    return stays[connection]?[namespace] != stay
  }

  /// Ends what the recorded server ended: a live connection that plays others besides keeps their sockets.
  private mutating func close(_ connection: Int, _ closing: RecordedClosing) -> [ReplayAction] {
    let all = stays[connection] ?? [:]
    let own = all.filter { $0.value.name == closing.connection }.keys.sorted()
    let isPart =
      closing.reason == "io server disconnect" && !own.isEmpty && own.count < all.count
    let ended = closing.namespace.map { [$0] } ?? (isPart ? own : nil)
    guard let ended else {
      disconnected(connection)
      return [.close(connection: connection, namespace: nil, reason: closing.reason)]
    }
    return ended.map { namespace in
      disconnected(connection, namespace: namespace)
      return .close(connection: connection, namespace: namespace, reason: closing.reason)
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

  /// What is told of a line of the server that cannot be read any longer.
  private func loss(of effect: ReplayQueue.Effect, for visitor: Int) -> ReplayMiss {
    let name = script.connection(effect.index)
    return ReplayMiss(
      losing: effect.index, of: script, exchange: effect.cause.exchange,
      connection: name.flatMap { connection($0, visitor) })
  }

  /// Makes up what a line names first.
  private mutating func prepare(
    _ text: [UInt8], _ time: Duration, _ visitor: Int, at now: Duration
  ) {
    var open: [CompactName] = []
    CompactName.visit(text.span) { open.append($0) }
    for token in open {
      let name = token.text
      guard value(of: name, for: visitor) == nil else { continue }
      if case .moment(let offset) = token {
        bind(name, String(moment(offset, at: now, time)), visitor)
      } else {
        bind(name, mint(name), visitor)
      }
    }
  }

  /// What names stand for, for a visitor; to a connection that has a socket of that name its own.
  private func liveText(_ visitor: Int, to connection: Int? = nil) -> LiveText {
    let own = connection.flatMap { sockets[$0] } ?? [:]
    return LiveText(
      id: { own[$0] ?? value(of: $0, for: visitor) ?? $0 },
      moment: { value(of: ReplayValues.moment($0), for: visitor).flatMap { Int64($0) } ?? 0 },
      keepsSecretMarks: options.keepsSecretMarks)
  }

  /// The live connection that an event is for: best the one whose doing it follows.
  ///
  /// One that has come back hears the answers to what it said before, but no greeting that was meant for another.
  private func listener(to effect: ReplayQueue.Effect, _ name: String) -> Int? {
    let cause = effect.cause
    if let doer = cause.connection, script.connection(cause.line) == name {
      if twins[doer] != nil { return doer }
      if script.entry(cause.line).kind == .open { return nil }
    }
    return connection(name, cause.visitor)
  }

  /// The live connection that plays a recorded one for a visitor, or for whom he came from.
  private func connection(_ name: String, _ visitor: Int) -> Int? {
    var place: Int? = visitor
    while let index = place {
      if let connection = connections[index]?[name]?.last { return connection }
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
