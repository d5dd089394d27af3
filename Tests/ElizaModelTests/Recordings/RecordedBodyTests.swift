import ElizaModel
import JSON
import Testing

/// Every answer of the routes this model covers, as real servers gave it, is read and written again as it came.
@Suite struct RecordedBodyTests {
  /// The bodies of successful answers, by method and path; `:id` stands for a UUID.
  static let bodies: [String: [any JSONRepresentable.Type]] = [
    "DELETE /api/messaging/channels/:id/agents/:id": [DataEnvelope<AgentMembership>.self],
    "DELETE /api/messaging/message-servers/:id/agents/:id": [DataEnvelope<AgentMembership>.self],
    "DELETE /api/messaging/sessions/:id": [Outcome.self],
    "GET /api/agents": [DataEnvelope<AgentList>.self],
    "GET /api/agents/:id": [DataEnvelope<AgentBody>.self],
    "GET /api/messaging/agents/:id/message-servers": [DataEnvelope<AgentMessageServers>.self],
    "GET /api/messaging/channels/:id/agents": [DataEnvelope<ChannelParticipants>.self],
    "GET /api/messaging/channels/:id/details": [DataEnvelope<ChannelBody>.self],
    "GET /api/messaging/channels/:id/messages": [DataEnvelope<CentralMessageList>.self],
    "GET /api/messaging/channels/:id/participants": [DataEnvelope<IDList>.self],
    "GET /api/messaging/dm-channel": [DataEnvelope<ChannelBody>.self],
    "GET /api/messaging/message-server/current": [DataEnvelope<CurrentMessageServer>.self],
    "GET /api/messaging/message-servers": [DataEnvelope<MessageServerList>.self],
    "GET /api/messaging/message-servers/:id/agents": [DataEnvelope<MessageServerAgents>.self],
    "GET /api/messaging/message-servers/:id/channels": [DataEnvelope<ChannelList>.self],
    "GET /api/messaging/sessions": [SessionList.self],
    "GET /api/messaging/sessions/:id": [SessionInfo.self],
    "GET /api/messaging/sessions/:id/messages": [SessionMessagePage.self],
    "GET /api/messaging/sessions/health": [SessionHealth.self],
    "GET /api/server/health": [ServerHealth.self],
    "GET /api/server/logs": [LogList.self],
    "GET /api/server/ping": [ServerPing.self],
    "GET /api/server/status": [ServerStatus.self],
    "GET /api/system/version": [ServerVersion.self],
    "GET /health": [ServerHealth.self],
    "GET /healthz": [ServerHealth.self],
    "PATCH /api/messaging/action/:id": [DataEnvelope<CentralMessage>.self],
    "PATCH /api/messaging/channels/:id": [DataEnvelope<ChannelBody>.self],
    "PATCH /api/messaging/sessions/:id/timeout": [SessionInfo.self],
    "POST /api/agents": [DataEnvelope<AgentCreated>.self],
    "POST /api/agents/:id/start": [DataEnvelope<AgentStarted>.self],
    "POST /api/messaging/action": [DataEnvelope<CentralMessage>.self],
    "POST /api/messaging/channels": [
      DataEnvelope<ChannelBody>.self, DataEnvelope<ChannelCreated>.self,
    ],
    "POST /api/messaging/channels/:id/agents": [DataEnvelope<AgentMembership>.self],
    "POST /api/messaging/channels/:id/generate-title": [DataEnvelope<ChannelTitle>.self],
    "POST /api/messaging/channels/:id/messages": [ChannelMessageAnswer.self],
    "POST /api/messaging/complete": [Outcome.self],
    "POST /api/messaging/message-servers": [DataEnvelope<MessageServerCreated>.self],
    "POST /api/messaging/message-servers/:id/agents": [DataEnvelope<AgentMembership>.self],
    "POST /api/messaging/sessions": [SessionCreated.self],
    "POST /api/messaging/sessions/:id/heartbeat": [SessionInfo.self],
    "POST /api/messaging/sessions/:id/messages": [SessionMessageAnswer.self],
    "POST /api/messaging/sessions/:id/renew": [SessionInfo.self],
    "POST /api/messaging/submit": [DataEnvelope<CentralMessage>.self],
    "POST /api/server/logs": [LogList.self],
  ]

  private func route(_ method: String, _ target: String) -> String {
    let path = target.split(separator: "?", maxSplits: 1)[0]
    let names = [
      "central-channels": "channels", "servers": "message-servers",
      "central-servers": "message-servers",
    ]
    let parts = path.split(separator: "/").map { part in
      Identifier.isUUID(String(part)) ? ":id" : names[String(part)] ?? String(part)
    }
    return "\(method) /\(parts.joined(separator: "/"))"
  }

  /// Routes whose keys came in orders that no one type can have: loggers choose their own, and the answer to the
  /// update of an action changed with the releases.
  private static let unordered = [
    "GET /api/server/logs", "POST /api/server/logs", "PATCH /api/messaging/action/:id",
  ]

  private func types(
    _ route: String, _ status: Int64, _ body: JSON
  ) -> [any JSONRepresentable.Type]? {
    status >= 400 && body["status"] == nil ? [ErrorBody.self] : Self.bodies[route]
  }

  private func rewritten(_ types: [any JSONRepresentable.Type], _ body: JSON) -> JSON? {
    types.lazy.compactMap { $0.init(json: body)?.json }.first
  }

  /// Whether the body is one this model covers; notes it when it does not come back as it was.
  private func check(_ method: String, _ path: String, _ status: Int64, _ body: JSON) -> Bool {
    let route = route(method, path)
    guard let types = types(route, status, body) else { return false }
    let written = rewritten(types, body)
    let isSame =
      Self.unordered.contains(route) ? written == body : written?.text == body.text
    if !isSame {
      Issue.record("\(method) \(path) \(status)\n\(body)\n\(written?.text ?? "not read")")
    }
    return true
  }

  /// The examples with the types they can be read as.
  private func examples() throws -> [(types: [any JSONRepresentable.Type], body: JSON)] {
    try Recordings.examples("bodies.jsonl").map { line in
      let method = try #require(line["method"]?.stringValue)
      let path = try #require(line["path"]?.stringValue)
      let body = try #require(line["json"])
      let status = try #require(line["status"]?.intValue)
      return (try #require(types(route(method, path), status, body)), body)
    }
  }

  @Test func nothingIsInvented() throws {
    for (types, body) in try examples() where types.first != ErrorBody.self {
      for body in body.withoutOneMember {
        if let rewritten = rewritten(types, body), !rewritten.isPart(of: body) {
          Issue.record("\(types) \(body) -> \(rewritten)")
        }
      }
    }
  }

  @Test func valuesOfOtherKindsDoNoHarm() throws {
    for (types, body) in try examples() {
      for body in body.withOneMisfit {
        guard let rewritten = rewritten(types, body) else { continue }
        #expect(self.rewritten(types, rewritten) == rewritten)
      }
    }
  }

  @Test func oneOfEveryShape() throws {
    let lines = try Recordings.examples("bodies.jsonl")
    #expect(lines.count > 50)
    for line in lines {
      let method = try #require(line["method"]?.stringValue)
      let path = try #require(line["path"]?.stringValue)
      let status = try #require(line["status"]?.intValue)
      let body = try #require(line["json"])
      #expect(check(method, path, status, body))
    }
  }

  @Test(.enabled(if: Recordings.areThere, "whole recordings are read from ../shared/recordings"))
  func allThereAre() throws {
    var covered = 0
    var others: [String: Int] = [:]
    for file in Recordings.files {
      var requests: [JSON: JSON] = [:]
      for line in try Recordings.lines(of: file) {
        guard let number = line["n"] else { continue }
        if line["k"] == "req" { requests[number] = line }
        guard line["k"] == "res", let body = line["json"], let request = requests[number] else {
          continue
        }
        let method = try #require(request["method"]?.stringValue)
        let path = try #require(request["path"]?.stringValue)
        let status = try #require(line["status"]?.intValue)
        if check(method, path, status, body) {
          covered += 1
        } else {
          others[route(method, path), default: 0] += 1
        }
      }
    }
    let left = others.values.reduce(0, +)
    print(
      "recorded answers read and written again: \(covered); of \(others.count) routes not covered: \(left)"
    )
    #expect(covered > 1_500)
  }
}
