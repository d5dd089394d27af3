import JSON

extension FixtureRecorder {
  /// The lines of connections and events; none for what follows from something that was refused.
  mutating func recordSocket(
    _ observation: Observation, on connection: Int
  ) throws(FixtureRefusal) -> [FixtureLine] {
    let isTold = hasLetters(connection)
    guard !leftOut.takes(observation, isTold: isTold) else { return [] }
    do throws(FixtureRefusal) {
      return try socketLines(observation)
    } catch {
      leftOut.add(observation)
      if !isTold { takeBackLetters(of: connection) }
      throw error
    }
  }

  private mutating func socketLines(
    _ observation: Observation
  ) throws(FixtureRefusal) -> [FixtureLine] {
    switch observation {
    case .opening(let connection, let namespace, let transport, let auth):
      let auth = auth.map { names.replaced($0, key: "", parent: "") }
      return [
        try line(
          .open(
            RecordedOpening(
              connection: letters(of: connection), direction: .toServer, namespace: namespace,
              transport: transport, auth: auth == .null ? nil : auth)), cause: nil)
      ]
    case .accepted(let connection, let namespace, let socket):
      let socket = socket.map { names.name($0, kind: "socket") }
      return [try answer(connection, namespace, socket: socket, error: nil)]
    case .refused(let connection, let namespace, let message):
      let error = names.replaced(message, key: "", parent: "")
      return [try answer(connection, namespace, socket: nil, error: error)]
    case .upgraded(let connection, let transport):
      let name = letters(of: connection)
      return [
        try line(
          .upgrade(connection: name, transport: transport), cause: causes.cause(on: name))
      ]
    case .event: return try event(observation)
    case .acknowledgement(
      let connection, let direction, let namespace, let number, let arguments, let attachments):
      if let note = try noteOfMisfit(arguments, attachments, "an acknowledgement") { return [note] }
      let name = letters(of: connection)
      return [
        try line(
          .acknowledgement(
            RecordedAcknowledgement(
              connection: name, direction: direction, namespace: namespace,
              acknowledgement: number,
              arguments: arguments.map { names.replaced($0, key: "", parent: "") },
              attachments: attachments)),
          cause: direction == .toClient
            ? causes.cause(on: name, in: namespace, acknowledging: number) : nil)
      ]
    case .closed(let connection, let namespace, let direction, let reason):
      let name = letters(of: connection)
      let cause = direction == .toClient ? causes.cause(on: name, in: namespace) : nil
      causes.forget(name, namespace)
      if namespace == nil { forget(connection) }
      let closing = RecordedClosing(
        connection: name, namespace: namespace, direction: direction, reason: reason)
      return [try line(.shut(closing), cause: cause)]
    default: return []
    }
  }

  /// A remark in place of a packet whose attachments are not those its placeholders stand for; nil when they are.
  private mutating func noteOfMisfit(
    _ arguments: [JSON], _ attachments: [[UInt8]], _ what: String
  ) throws(FixtureRefusal) -> FixtureLine? {
    guard
      let problem = AttachmentPlaces.problem(in: arguments, attachments: attachments.count)
    else { return nil }
    return try line(.note("\(what) is left out here: it has \(problem)"), cause: nil)
  }

  private mutating func answer(
    _ connection: Int, _ namespace: String, socket: String?, error: String?
  ) throws(FixtureRefusal) -> FixtureLine {
    let name = letters(of: connection)
    return try line(
      .open(
        RecordedOpening(
          connection: name, direction: .toClient, namespace: namespace, socket: socket,
          error: error)), cause: causes.cause(ofOpening: namespace, on: name))
  }

  private mutating func event(_ observation: Observation) throws(FixtureRefusal) -> [FixtureLine] {
    guard
      case .event(
        let connection, let direction, let namespace, let name, let arguments, let attachments,
        let acknowledgement) = observation
    else { return [] }
    if let note = try noteOfMisfit(arguments, attachments, "an event") {
      leftOut.add(observation)
      return [note]
    }
    let event = RecordedEvent(
      connection: letters(of: connection), direction: direction, namespace: namespace,
      name: name, arguments: arguments.map { names.replaced($0, key: "", parent: name) },
      attachments: attachments, acknowledgement: acknowledgement)
    var lines = [
      try line(.event(event), cause: direction == .toClient ? causes.cause(of: event) : nil)
    ]
    if let room = room(event), enters(event.connection, room) {
      lines.append(
        try line(.room(connection: event.connection, room: room), cause: lines[0].number))
    }
    return lines
  }

  /// The room that an event of the server says its socket is in now; nil when it says nothing like that.
  private func room(_ event: RecordedEvent) -> String? {
    guard event.direction == .toClient, ["room_joined", "channel_joined"].contains(event.name)
    else { return nil }
    let payload = event.arguments.first
    return payload?["channelId"]?.stringValue ?? payload?["roomId"]?.stringValue
  }
}
