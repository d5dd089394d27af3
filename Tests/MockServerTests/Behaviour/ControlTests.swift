import ElizaDomain
import HTTP1
import JSON
import Scenario
import Testing

@testable import MockServer
@testable import SocketIOServer

/// Every call of the control API over sockets, on a clock that stands.
@Suite struct ControlTests {
  private func run(_ body: (TestServer, HTTPClient, SocketClient) async throws -> Void)
    async throws
  {
    try await TestServer.run { configuration in
      configuration.clock = .manual
      configuration.thinkTime = .fixed(.seconds(2))
    } body: { server in
      let client = try SocketClient.webSocket(
        port: server.port, auth: ["entityId": .string(Name.user)])
      try client.join(Name.room)
      try await body(server, try HTTPClient(port: server.port), client)
      client.close()
    }
  }

  private func path(_ path: String) -> String { "/__mock/v1/\(path)" }

  @Test(arguments: ["health", "ready", "version", "clock", "agents", "sessions", "journal"])
  func answersWithJSON(call: String) async throws {
    try await run { _, control, _ in
      let answer = try control.request(.get, path(call))
      #expect(answer.status == 200)
      #expect(answer.json.objectValue?.isEmpty == false)
    }
  }

  @Test func showsWhatThereIs() async throws {
    try await run { _, control, client in
      try client.say("hello", in: Name.room)
      try client.wait(for: "messageAck")
      let connections = try control.request(.get, path("connections")).json["connections"]
      #expect(connections?[0]?["id"]?.stringValue == client.id)
      #expect(connections?[0]?["rooms"] == [.string(Name.room)])
      #expect(connections?[0]?["user"]?.stringValue == Name.user)
      let rooms = try control.request(.get, path("rooms")).json["rooms"]
      #expect(rooms?[0]?["id"]?.stringValue == Name.room)
      #expect(rooms?[0]?["messages"] == 1)
      #expect(rooms?[0]?["sockets"] == [.string(client.id)])
    }
  }

  @Test func speaksAsTheAgent() async throws {
    try await run { _, control, client in
      let nowhere = try control.request(
        .post, path("rooms/\(Name.other)/say"), json: ["text": "Hi!"])
      #expect(nowhere.status == 404)
      try client.say("hello", in: Name.room)
      try client.wait(for: "messageAck")
      let answer = try control.request(
        .post, path("rooms/\(Name.room)/say"),
        json: ["text": "Are you there?", "agent": "Eliza", "thought": "bored"])
      #expect(answer.status == 200)
      let heard = try client.hear(from: Name.agent)
      #expect(heard["text"] == "Are you there?")
      #expect(heard["thought"] == "bored")
      #expect(heard["id"] == answer.json["message"])
      let history = try control.request(
        .get, "/api/messaging/central-channels/\(Name.room)/messages?limit=5")
      #expect(String(decoding: history.body, as: UTF8.self).contains("Are you there?"))
    }
  }

  @Test func emitsAnythingAndBringsAcknowledgementsBack() async throws {
    try await run { _, control, client in
      let all = try control.request(
        .post, path("rooms/\(Name.room)/emit"), json: ["event": "news", "args": [["a": 1]]])
      #expect(all.json["sockets"] == 1)
      #expect(try client.wait(for: "news") == ["a": 1])
      let one = path("connections/\(client.id)/emit")
      #expect(try control.request(.post, one, json: ["event": "note", "args": [7]]).status == 200)
      #expect(try client.wait(for: "note") == 7)
      control.begin(
        .post, one, headers: ["Content-Type": "application/json"],
        body: (["event": "ask", "ack": true] as JSON).serialized())
      let question = try client.transport.receive()
      #expect(question == "420[\"ask\"]")
      try client.transport.send("430[\"yes\",{\"b\":2}]")
      #expect(try control.response(to: .post).json["ack"] == ["yes", ["b": 2]])
      let silence = try control.request(
        .post, one, json: ["event": "ask", "within": "10ms"])
      #expect(silence.status == 408)
    }
  }

  @Test(arguments: ["kick", "close", "reset"])
  func losesConnections(how: String) async throws {
    try await run { server, control, client in
      let answer = try control.request(
        .post, path("connections/\(client.id)/lose"), json: ["how": .string(how)])
      #expect(answer.status == 200)
      switch how {
      case "kick": while try client.next() != .disconnect {}
      default: #expect(throws: (any Error).self) { while true { _ = try client.next() } }
      }
      let left = try control.request(.get, path("connections")).json["connections"]
      #expect(left == [])
      let again = try control.request(
        .post, path("connections/\(client.id)/lose"), json: ["how": "kick"])
      #expect(again.status == 404)
    }
  }

  @Test(arguments: ["silent", "ping"])
  func losesConnectionsThatLookAlive(how: String) async throws {
    try await run { server, control, client in
      let answer = try control.request(
        .post, path("connections/\(client.id)/lose"), json: ["how": .string(how), "for": "1h"])
      #expect(answer.json == ["connection": .string(client.id), "how": .string(how)])
      let session = { @Sendable (question: @escaping @Sendable (EngineSession) -> Bool) in
        await server.server.ask {
          $0.site.realtime.server.engine.sessions.contains(where: question)
        }
      }
      let isLost = await session { how == "silent" ? $0.silence != nil : $0.isStarved }
      #expect(isLost == true)
      #expect(try control.request(.post, path("clock/advance"), json: ["by": "1h"]).status == 200)
      try client.join(Name.other)
    }
  }

  @Test func waitsForWhatClientsDo() async throws {
    try await run { _, control, client in
      control.begin(
        .post, path("wait"), headers: ["Content-Type": "application/json"],
        body: (["for": ["meaning": "send", "text": "hello"], "within": "60s", "since": 0] as JSON)
          .serialized())
      try client.say("hello", in: Name.room)
      let answer = try control.response(to: .post)
      #expect(answer.status == 200)
      #expect(answer.json["entries"]?[0]?["connection"]?.stringValue == client.id)
      let next = try #require(answer.json["next"])
      let thinking = try control.request(
        .post, path("wait"), json: ["for": ["kind": "thinking"], "since": next])
      #expect(thinking.json["entries"]?[0]?["agent"]?.stringValue == Name.agent)
      _ = try control.request(.post, path("clock/next"))
      let reply = try control.request(
        .post, path("wait"), json: ["for": ["meaning": "reply", "reach": 1], "since": next])
      #expect(reply.json["entries"]?[0]?["room"]?.stringValue == Name.room)
    }
  }

  @Test func tellsTheWholeStoryInOrder() async throws {
    try await run { server, control, client in
      let session = try control.request(
        .post, "/api/messaging/sessions",
        json: ["agentId": .string(Name.agent), "userId": .string(Name.user)])
      #expect(session.status == 201)
      try client.say("hello", in: Name.room)
      try client.wait(for: "messageAck")
      await server.server.advanceClock(by: .seconds(2))
      try client.hear(from: Name.agent)
      let entries = try control.request(.get, path("journal?since=0")).json["entries"]
      let kinds = entries?.arrayValue?.compactMap { $0["kind"]?.stringValue } ?? []
      let story = [
        "open", "connect", "received", "join", "request", "session", "response", "received",
        "thinking", "replied", "clock",
      ]
      var rest = kinds[...]
      for kind in story {
        let place = try #require(rest.firstIndex(of: kind), "\(kind) in \(kinds)")
        rest = rest[(place + 1)...]
      }
      let numbers = entries?.arrayValue?.compactMap { $0["n"]?.intValue } ?? []
      #expect(numbers == Array(1...Int64(numbers.count)))
    }
  }

  @Test func startsAgainAsItBegan() async throws {
    try await run { server, control, client in
      func conversation() throws -> [String] {
        let session = try control.request(
          .post, "/api/messaging/sessions",
          json: ["agentId": .string(Name.agent), "userId": .string(Name.user)])
        try client.say("I am sad.", in: Name.room)
        try client.wait(for: "messageAck")
        _ = try control.request(.post, path("clock/advance"), json: ["by": "5s"])
        return [session.text, try client.hear(from: Name.agent).text]
      }
      let first = try conversation()
      _ = try control.request(.post, path("clock/advance"), json: ["by": "60m"])
      try client.say("I am sad.", in: Name.room)
      try client.wait(for: "messageAck")
      let answer = try control.request(.post, path("reset"))
      #expect(answer.json["reset"]?.arrayValue?.count == ResetNames.all.count)
      #expect(try control.request(.get, path("sessions")).json["sessions"] == [])
      #expect(try control.request(.get, path("clock")).json["waiting"] == 0)
      #expect(try conversation() == first)
    }
  }

  @Test func resetsPartsByThemselves() async throws {
    try await run { _, control, client in
      try client.say("hello", in: Name.room)
      try client.wait(for: "messageAck")
      let answer = try control.request(.post, path("reset"), json: ["only": ["journal"]])
      #expect(answer.json["reset"] == ["journal"])
      let rooms = try control.request(.get, path("rooms")).json["rooms"]
      #expect(rooms?[0]?["messages"] == 1)
      let entries = try control.request(.get, path("journal")).json["entries"]?.arrayValue
      #expect(entries?.map { $0["kind"] } == ["reset"])
      let wrong = try control.request(.post, path("reset"), json: ["only": ["sesions"]])
      #expect(wrong.status == 400)
      #expect(wrong.json["detail"]?.stringValue?.contains("'sessions'") == true)
    }
  }

  private enum ResetNames {
    static let all = [
      "sessions", "channels", "agents", "turns", "findings", "journal", "faults", "script", "clock",
    ]
  }
}
