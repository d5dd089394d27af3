package import JSON

extension Drift {
  /// A socket was let in.
  package mutating func opened(
    _ connection: String, namespace: String, socket: String, at now: Duration
  ) {
    let key = DriftScript.SocketKey(connection: connection, namespace: namespace)
    guard !isOver, sockets[key] == .opening else { return }
    sockets[key] = .open
    guard let index = nextOpening(key), case .open(let opening) = line(index).content else {
      return
    }
    meet(index, at: now)
    report.connections += 1
    if let name = opening.socket, FixtureToken.isIdentifier(name) { values.bind(name, socket) }
    if let error = opening.error {
      report.add(
        .admission, line: index + 1, subject: "connection \(connection)",
        "let in, was refused: \(VisibleText.quoted(error))")
    }
  }

  /// A socket was refused, or could not be connected.
  package mutating func refused(
    _ connection: String, namespace: String, message: String, isAnswer: Bool, at now: Duration
  ) {
    let key = DriftScript.SocketKey(connection: connection, namespace: namespace)
    guard !isOver, sockets[key] == .opening else { return }
    sockets[key] = .gone
    guard let index = nextOpening(key), case .open(let opening) = line(index).content else {
      return
    }
    meet(index, at: now)
    report.connections += 1
    if opening.error != nil, isAnswer { return }
    report.add(
      .admission, line: index + 1, subject: "connection \(connection)",
      "\(isAnswer ? "refused" : "not opened"): \(VisibleText.quoted(message))")
  }

  /// The line that tells what a socket heard which has asked to be let in.
  private func nextOpening(_ key: DriftScript.SocketKey) -> Int? {
    script.openings[key]?.first { !met.contains($0) && isDue($0) }
  }

  /// A connection was lost, or closed by the server; or the server put its socket out of a namespace.
  package mutating func closed(
    _ connection: String, namespace: String? = nil, reason: String, at now: Duration
  ) {
    let open = sockets.keys.filter { $0.connection == connection && sockets[$0] == .open }
    let ended = open.filter { namespace == nil || $0.namespace == namespace }
    guard !isOver, !ended.isEmpty else { return }
    let index = nextClosing(of: connection, namespace, isLast: ended.count == open.count)
    for key in ended { sockets[key] = index == nil ? .gone : .left }
    if let index { return meet(index, at: now) }
    report.add(
      .additional, line: lastStep + 1,
      subject: Drift.subject(ofConnection: connection, ended.count == open.count ? nil : namespace),
      "closed by the target: \(VisibleText.quoted(reason))")
  }

  /// The line with which the server ended a connection, or put its socket out of a namespace, which may have been the
  /// last one.
  private func nextClosing(
    of connection: String, _ namespace: String?, isLast: Bool
  ) -> Int? {
    script.closings[connection]?.first { index in
      guard !met.contains(index), isDue(index), case .shut(let closing) = line(index).content else {
        return false
      }
      return closing.namespace.map { $0 == namespace } ?? isLast
    }
  }

  /// What a connection, or its socket in a namespace, is called.
  static func subject(ofConnection connection: String, _ namespace: String?) -> String {
    "connection \(connection)"
      + (namespace.map { " in \(VisibleText.plain($0))" } ?? "")
  }

  /// The server acknowledged an event, under the number with which it was sent.
  package mutating func acknowledged(
    _ connection: String, namespace: String, number: Int, arguments: [JSON], at now: Duration
  ) {
    guard !isOver else { return }
    let key = DriftScript.SocketKey(connection: connection, namespace: namespace, number: number)
    let index = script.acknowledgements[key]?.first { !met.contains($0) && isDue($0) }
    guard let index, case .acknowledgement(let answer) = line(index).content else {
      return report.add(
        .additional, line: lastStep + 1, subject: "connection \(connection)",
        "an event is acknowledged that was not")
    }
    meet(index, at: now)
    report.acknowledgements += 1
    compare(
      answer.arguments, arguments,
      About(line: index + 1, subject: acknowledgementSubject(index), kind: "ack"),
      places: Drift.places(answer.arguments, arguments))
  }

  /// The server sent an event.
  package mutating func received(_ event: LiveEvent, at now: Duration) {
    guard !isOver else { return }
    arrivalCount += 1
    if let fit = bestFit(for: event), fit.contradictions == 0 {
      take(event, for: fit, arrival: arrivalCount, at: now)
    } else if strays.count < Drift.strayLimit {
      strays.append(Stray(event: event, arrival: arrivalCount, after: lastStep))
    }
  }

  /// Finds places for events that came before what leads to them was sent.
  mutating func adoptStrays(at now: Duration) {
    guard !strays.isEmpty else { return }
    var rest: [Stray] = []
    for stray in strays {
      if let fit = bestFit(for: stray.event), fit.contradictions == 0 {
        take(stray.event, for: fit, arrival: stray.arrival, at: now)
      } else {
        rest.append(stray)
      }
    }
    strays = rest
  }

  /// Takes for an event that did not come in time one of its name that has other ids.
  mutating func adoptStray(for index: Int, at now: Duration) -> Bool {
    guard case .event(let recorded) = line(index).content else { return false }
    var best: (place: Int, fit: Fit)?
    for (place, stray) in strays.enumerated()
    where stray.event.name == recorded.name && stray.event.connection == recorded.connection
      && stray.event.namespace == recorded.namespace
    {
      let fit = fit(of: stray.event, recorded, at: index)
      if best.map({ fit < $0.fit }) ?? true { best = (place, fit) }
    }
    guard let best else { return false }
    let stray = strays.remove(at: best.place)
    take(stray.event, for: best.fit, arrival: stray.arrival, at: now)
    return true
  }
}

extension Drift {
  /// How well an event fits a recorded one.
  struct Fit: Comparable {
    let index: Int
    let contradictions: Int
    let unequal: Int
    let found: [String: String]
    let differences: [ShapeComparison.Difference]

    private var order: (Int, Int, Int, Int) {
      (contradictions, differences.count { $0.weight == .difference }, unequal, index)
    }

    static func < (left: Fit, right: Fit) -> Bool { left.order < right.order }
    static func == (left: Fit, right: Fit) -> Bool { left.order == right.order }
  }

  /// How many recorded events are tried for one that came.
  private static let candidateLimit = 64

  /// The recorded event that one which came fits best.
  private mutating func bestFit(for event: LiveEvent) -> Fit? {
    let key = DriftScript.EventKey(
      connection: event.connection, namespace: event.namespace, name: event.name)
    let all = script.events[key] ?? []
    var start = passed[key] ?? 0
    // Pieces may follow until others of their kind come.
    while start + 1 < all.count, met.contains(all[start]), met.contains(all[start + 1]) {
      start += 1
    }
    passed[key] = start
    var best: Fit?
    var tried = 0
    for index in all[min(start, all.count)...] {
      if script.roots[index] ?? 0 >= nextStep { break }
      guard isDue(index) else { continue }
      // Of numbered pieces any number may come.
      guard !met.contains(index) || script.pieces[index] != nil,
        case .event(let recorded) = line(index).content
      else { continue }
      let fit = fit(of: event, recorded, at: index)
      if best.map({ fit < $0 }) ?? true { best = fit }
      tried += 1
      if tried == Drift.candidateLimit { break }
    }
    return best
  }

  private mutating func fit(of event: LiveEvent, _ recorded: RecordedEvent, at index: Int) -> Fit {
    var alignment = Alignment(values)
    for (value, other) in zip(recorded.arguments, event.arguments) { alignment.align(value, other) }
    return Fit(
      index: index, contradictions: alignment.contradictions, unequal: alignment.unequal,
      found: alignment.found,
      differences: differences(
        recorded.arguments, event.arguments, kind: DriftScript.kind(of: recorded),
        places: Drift.places(recorded.arguments, event.arguments)))
  }

  private mutating func take(
    _ event: LiveEvent, for fit: Fit, arrival: Int, at now: Duration
  ) {
    if arrivals[fit.index] == nil { arrivals[fit.index] = arrival }
    guard case .event(let recorded) = line(fit.index).content else { return }
    let about = About(
      line: fit.index + 1, subject: Drift.subject(of: recorded.name, in: recorded.namespace),
      kind: "")
    meet(fit.index, at: now)
    report.events += 1
    values.bind(fit.found)
    tell(fit.differences, about)
    if let number = recorded.acknowledgement, let token = event.token {
      tokens[
        DriftScript.SocketKey(
          connection: recorded.connection, namespace: recorded.namespace, number: number)] = token
    } else if (recorded.acknowledgement == nil) != (event.token == nil) {
      report.add(
        event.token == nil ? .missing : .new, line: about.line, subject: about.subject,
        place: "ack",
        event.token == nil ? "asks for no acknowledgement" : "asks for an acknowledgement")
    }
  }

  static func places(_ recorded: [JSON], _ live: [JSON]) -> [String] {
    (0..<min(max(recorded.count, live.count), recorded.count + 20)).map { "args[\($0)]" }
  }

  func acknowledgementSubject(_ index: Int) -> String {
    guard let root = script.roots[index], case .event(let event) = line(root).content else {
      return "acknowledgement"
    }
    return "acknowledgement of \(event.name)"
  }

  /// Tells of a line of the server that did not come.
  mutating func tellAbsence(_ index: Int) {
    let content = line(index).content
    // What a lost connection would have brought is no finding of its own.
    if let socket = content.socket, sockets[socket] == .gone { return }
    switch content {
    case .event(let event):
      report.add(
        .absent, line: index + 1, subject: Drift.subject(of: event.name, in: event.namespace),
        "not sent by the target")
    case .acknowledgement:
      report.add(
        .absent, line: index + 1, subject: acknowledgementSubject(index), "did not come")
    case .open(let opening):
      report.add(
        .absent, line: index + 1, subject: "connection \(opening.connection)",
        "neither let in nor refused")
    case .shut(let closing):
      report.add(
        .absent, line: index + 1,
        subject: Drift.subject(ofConnection: closing.connection, closing.namespace),
        "not closed by the target")
    case .upgrade(let connection, _):
      let isOpened = sockets.contains {
        $0.key.connection == connection && ($0.value == .open || $0.value == .left)
      }
      if isOpened { tell(index, "did not go on to a WebSocket") }
    case .head, .request, .response, .room, .note, .end: break
    }
  }

  /// Tells of an event that was not recorded.
  mutating func tellAddition(_ stray: Stray) {
    report.add(
      .additional, line: stray.after + 1,
      subject: Drift.subject(of: stray.event.name, in: stray.event.namespace), "sent additionally")
  }
}
