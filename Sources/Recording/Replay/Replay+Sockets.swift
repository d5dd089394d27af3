package import JSON

extension Replay {
  /// A client connected a socket to a namespace.
  package mutating func connected(
    _ connection: Int, namespace: String = "/", auth: JSON?, at now: Duration
  ) -> [ReplayAction] {
    guard let number = take(connection, namespace, auth, at: now) else {
      return [miss(connection, "a connection to \(namespace)", nil, nil)]
    }
    return advance(to: now, before: number + 1)
  }

  /// A client's socket asks for a namespace and has heard nothing yet; false when none was recorded.
  ///
  /// What it hears goes out with the next `advance`, so that `refusal` and `opened` can come before.
  package mutating func asked(
    _ connection: Int, namespace: String = "/", auth: JSON?, at now: Duration
  ) -> Bool {
    take(connection, namespace, auth, at: now) != nil
  }

  /// Takes the line of a socket that connects; gives its number.
  private mutating func take(
    _ connection: Int, _ namespace: String, _ auth: JSON?, at now: Duration
  ) -> Int? {
    let visitor = visitor(mentionedIn: [auth ?? .null], or: twins[connection]?.visitor ?? 0)
    let found = match(
      "open \(namespace)", asked: "a connection to \(namespace)", visitor: visitor, at: now
    ) { content, likeness in
      guard case .open(let recorded) = content else { return }
      likeness.compare(recorded.auth ?? .null, auth ?? .null, at: "auth")
    }
    let index: Int
    let player: Int
    switch found {
    case .line(let line, let visitor): (index, player) = (line, visitor)
    case .miss:
      // Whatever it shows, a client gets in as long as anybody did.
      let all = script.candidates["open \(namespace)"] ?? []
      guard let line = all.first(where: { !played.contains($0) }) ?? all.first else { return nil }
      (index, player) = (line, visitor)
      take(line, by: visitor, [:], at: now)
    }
    let name = script.lines[index].content.connection ?? ""
    twins[connection] = (player, name)
    connections[player, default: [:]][name] = connection
    schedule(index, player, exchange: nil, at: now)
    return script.lines[index].number
  }

  /// A client sent an event.
  package mutating func received(
    _ connection: Int, namespace: String = "/", name: String, arguments: [JSON],
    acknowledgement: Int? = nil, at now: Duration
  ) -> [ReplayAction] {
    let asked = "event '\(name)'"
    let found = match(
      "ev \(namespace) \(name)", asked: asked, on: twins[connection]?.name,
      visitor: visitor(mentionedIn: arguments, or: twins[connection]?.visitor ?? 0), at: now
    ) { content, likeness in
      guard case .event(let recorded) = content, recorded.direction == .toServer else { return }
      likeness.compare(.array(recorded.arguments), .array(arguments), at: "args")
    }
    switch found {
    case .miss(let nearest, let difference):
      return [miss(connection, asked, nearest, difference)]
    case .line(let index, let visitor):
      hasRefused = script.refused.contains(index)
      let name = script.lines[index].content.connection ?? ""
      twins[connection] = (visitor, name)
      connections[visitor, default: [:]][name] = connection
      schedule(index, visitor, exchange: nil, acknowledgement: acknowledgement, at: now)
      return advance(to: now, before: script.lines[index].number + 1)
    }
  }

  /// A connection ended.
  package mutating func disconnected(_ connection: Int) {
    guard let twin = twins.removeValue(forKey: connection) else { return }
    if connections[twin.visitor]?[twin.name] == connection {
      connections[twin.visitor]?[twin.name] = nil
    }
  }

  /// A client gave up waiting for an answer.
  package mutating func left(exchange: Int) { queue.forget(exchange: exchange) }

  private func miss(
    _ connection: Int, _ asked: String, _ nearest: Int?, _ difference: String?
  ) -> ReplayAction {
    .miss(
      ReplayMiss(
        exchange: nil, connection: connection, asked: asked, nearest: nearest,
        difference: difference))
  }
}
