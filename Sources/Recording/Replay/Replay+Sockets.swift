package import JSON

extension Replay {
  /// A client connected a socket to a namespace.
  package mutating func connected(
    _ connection: Int, namespace: String = "/", auth: JSON?, at now: Duration
  ) -> [ReplayAction] {
    guard let number = take(connection, namespace, auth, at: now) else {
      let move = ClientMove(opening: namespace, auth: auth)
      return [.miss(explain(move, 0, connection: connection))]
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
    let move = ClientMove(opening: namespace, auth: auth)
    let visitor = visitor(mentionedIn: move.values, or: twins[connection]?.visitor ?? 0)
    let index: Int
    let player: Int
    // A further namespace of a connection was most likely asked for on the same one.
    if let found = match(
      move, on: twins[connection]?.name, visitor: visitor, opener: connection, at: now)
    {
      (index, player) = (found.line, found.visitor)
    } else {
      // Whatever it shows, a client gets in as long as anybody did.
      guard let line = anyLine(move.key) else { return nil }
      (index, player) = (line, take(line, by: visitor, [:], opener: connection, at: now))
    }
    let name = script.connection(index) ?? ""
    // Who has come last hears what requests bring about that do not say whose they are.
    if visitors[player].parent == visitor { play(name, of: visitor, by: connection) }
    play(name, of: player, by: connection)
    stayCount += 1
    stays[connection, default: [:]][namespace] = Stay(
      namespace: namespace, name: name, number: stayCount)
    schedule(index, player, connection: connection, namespace: namespace, at: now)
    return index
  }

  /// A client sent an event.
  package mutating func received(
    _ connection: Int, namespace: String = "/", name: String, arguments: [JSON],
    acknowledgement: Int? = nil, at now: Duration
  ) -> [ReplayAction] {
    let move = ClientMove(event: name, namespace, arguments)
    let visitor = visitor(mentionedIn: move.values, or: twins[connection]?.visitor ?? 0)
    // Of several who play the same, the one who speaks is who is meant.
    for (name, id) in sockets[connection] ?? [:] where value(of: name, for: visitor) != id {
      bind(name, id, visitor)
    }
    guard let found = match(move, on: twins[connection]?.name, visitor: visitor, at: now) else {
      return [.miss(explain(move, visitor, connection: connection))]
    }
    hasRefused = script.refused.contains(found.line)
    play(script.connection(found.line) ?? "", of: found.visitor, by: connection)
    schedule(
      found.line, found.visitor, connection: connection, namespace: namespace,
      acknowledgement: acknowledgement, at: now)
    return advance(to: now, before: found.line + 1)
  }

  /// A connection ended, or its socket in a namespace.
  package mutating func disconnected(_ connection: Int, namespace: String? = nil) {
    if let namespace {
      awaited[connection] = awaited[connection]?.filter { $0.key.namespace != namespace }
      stays[connection]?[namespace] = nil
      return
    }
    stays[connection] = nil
    awaited[connection] = nil
    twins[connection] = nil
    sockets[connection] = nil
    for part in parts.removeValue(forKey: connection) ?? [] {
      guard var players = connections[part.visitor]?[part.name] else { continue }
      players.removeAll { $0 == connection }
      connections[part.visitor]?[part.name] = players.isEmpty ? nil : players
      if connections[part.visitor]?.isEmpty == true { connections[part.visitor] = nil }
    }
  }

  /// Lets a live connection play a recorded one from now on, beside all that it has played.
  private mutating func play(_ name: String, of visitor: Int, by connection: Int) {
    twins[connection] = (visitor, name)
    let isNew = parts[connection, default: []].insert(Part(visitor: visitor, name: name)).inserted
    guard connections[visitor]?[name]?.last != connection else { return }
    if !isNew { connections[visitor]?[name]?.removeAll { $0 == connection } }
    connections[visitor, default: [:]][name, default: []].append(connection)
  }

  /// A client gave up waiting for an answer.
  package mutating func left(exchange: Int) { queue.forget(exchange: exchange) }
}
