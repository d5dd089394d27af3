import ElizaDomain
import HTTP1
import JSON

/// Decodes what an entry is about.
enum JournalFacts {
  /// The names of all facts, which filters may use.
  static let names = [
    "connection", "exchange", "method", "path", "query", "status", "engine", "transport", "peer",
    "packet", "direction", "bytes", "event", "type", "meaning", "room", "reach", "sender",
    "senderName", "text", "agent", "agentName", "message", "clientMessage", "rule", "turn",
    "otherwise", "hook", "hold", "session", "change", "reason", "fault", "mode", "movedMs",
  ]

  /// The longest body that is shown, in bytes.
  private static let bodyLimit = 65_536

  /// The facts of an event.
  static func of(_ event: JournalEvent) -> JSONObject {
    switch event {
    case .request(let request): of(request)
    case .response(let response): of(response)
    case .opened(let session), .upgraded(let session): of(session)
    case .closed(let session, let reason): of(session).adding("reason", reason)
    case .packet(let packet): of(packet)
    case .connected(let socket, let session): of(session).adding("connection", socket)
    case .disconnected(let socket, let reason): of(socket).adding("reason", reason)
    case .received(let socket, let bytes):
      of(socket).adding(SocketEventFacts(bytes, isReceived: true).facts)
    case .sentToSocket(let socket, let bytes):
      of(socket).adding(SocketEventFacts(bytes, isReceived: false).facts)
    case .sentToRoom(let room, let bytes, let reach):
      SocketEventFacts(bytes, isReceived: false).facts
        .adding(["room": .string(room), "reach": JSON(reach)])
    case .acknowledged(let socket, _): of(socket)
    case .joined(let socket, let room), .left(let socket, let room):
      of(socket).adding("room", room)
    case .agent(let note): of(note)
    case .hold(let waiting, _): of(waiting)
    case .session(let id, let channel, let change):
      ["session": .string(id), "room": .string(channel), "change": .string(change)]
    case .finding(let rule, let connection, let text):
      of(connection).adding(["rule": .string(rule), "text": .string(text)])
    case .fault(let id, let connection, let room, let text):
      (connection.map(of) ?? [:]).adding(room.map { ["room": .string($0)] } ?? [:])
        .adding(["fault": .string(id), "text": .string(text)])
    case .clock(let mode, let moved):
      ["mode": .string(mode), "movedMs": JSON(Double(moved / 1000) / 1000)]
    case .reset(let parts): ["text": .string(parts.joined(separator: ", "))]
    case .note(let text): ["text": .string(text)]
    }
  }

  /// What was carried, as far as it is JSON.
  static func data(of event: JournalEvent) -> JSON? {
    switch event {
    case .request(let request): json(request.body)
    case .response(let response): json(response.body)
    case .received(_, let bytes), .sentToSocket(_, let bytes), .sentToRoom(_, let bytes, _):
      SocketEventFacts(bytes, isReceived: false).argument
    case .acknowledged(_, let bytes): json(bytes)
    default: nil
    }
  }

  private static func of(_ connection: String) -> JSONObject {
    ["connection": .string(connection)]
  }

  private static func of(_ request: JournalRequest) -> JSONObject {
    exchange(request.exchange, request.method, request.target, request.connectionNumber)
  }

  private static func of(_ response: JournalResponse) -> JSONObject {
    exchange(response.exchange, response.method, response.target, response.connectionNumber)
      .adding(["status": JSON(response.status)])
  }

  private static func exchange(
    _ number: UInt64, _ method: HTTPMethod, _ target: String, _ connectionNumber: UInt64
  ) -> JSONObject {
    let target = RequestTarget(target)
    var facts: JSONObject = [
      "connection": .string("http-\(connectionNumber)"), "exchange": JSON(number),
      "method": .string(method.rawValue), "path": .string(String(target.path)),
    ]
    facts["query"] = target.query.map { .string(String($0)) }
    return facts
  }

  private static func of(_ session: JournalSession) -> JSONObject {
    [
      "engine": .string(session.id), "transport": .string(session.transport),
      "peer": .string(session.peerAddress),
    ]
  }

  private static func of(_ packet: JournalPacket) -> JSONObject {
    var facts: JSONObject = [
      "engine": .string(packet.session.id), "transport": .string(packet.session.transport),
      "packet": .string(packet.name), "direction": packet.isReceived ? "in" : "out",
    ]
    facts["bytes"] = packet.byteCount.map { JSON(Int64($0)) }
    return facts
  }

  private static func of(_ note: JournalAgentNote) -> JSONObject {
    var facts: JSONObject = ["room": .string(note.channelID)]
    facts["agent"] = note.agentID.map(JSON.string)
    facts["agentName"] = note.agentName.map(JSON.string)
    facts["message"] = .string(note.messageID)
    facts["sender"] = .string(note.senderID)
    facts[note.kind == .silent ? "reason" : "text"] = .string(note.text)
    return facts.adding(note.source.map(of) ?? [:])
  }

  private static func of(_ waiting: Holds.Waiting) -> JSONObject {
    let facts: JSONObject = [
      "hold": .string(waiting.name), "room": .string(waiting.channelID),
      "agent": .string(waiting.agentID), "message": .string(waiting.messageID),
    ]
    return facts.adding(waiting.source.map(of) ?? [:])
  }

  private static func of(_ source: ReplySource) -> JSONObject {
    switch source {
    case .rule(let id, let turn):
      var facts: JSONObject = ["rule": .string(id)]
      facts["turn"] = turn.map { JSON($0) }
      return facts
    case .otherwise(let word): return ["otherwise": .string(word)]
    case .hook(let event): return ["hook": .string(event)]
    }
  }

  private static func json(_ bytes: [UInt8]) -> JSON? {
    guard !bytes.isEmpty, bytes.count <= bodyLimit else { return nil }
    return try? JSON(parsing: bytes)
  }
}

extension JSONObject {
  fileprivate func adding(_ name: String, _ text: String) -> JSONObject {
    var result = self
    result[name] = .string(text)
    return result
  }

  fileprivate func adding(_ others: JSONObject) -> JSONObject {
    others.reduce(into: self) { $0[$1.key] = $1.value }
  }
}
