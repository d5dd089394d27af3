import ElizaDomain
import HTTP1
import JSON
import OrderedCollections
import Scenario
import Testing

@testable import MockServer

extension OverSockets {
  /// §4.10, §8 and §9 over real sockets: what REST changes, rooms see and agents obey.
  @Suite struct LivingAgentTests {
    private static let nova: JSON = ["characterJson": ["name": "Nova", "bio": ["A second agent."]]]

    private func channel(_ http: HTTPClient, with participants: [String]) throws -> String {
      let body: JSON = [
        "name": "Team", "type": "GROUP", "message_server_id": .string(Name.messageServer),
        "participantCentralUserIds": .array(participants.map(JSON.string)),
      ]
      let answer = try http.request(.post, "/api/messaging/channels", json: body)
      return try #require(answer.json.at("data.id")?.stringValue)
    }

    @Test func section8_everyRunningAgentOfAGroupAnswersAndAStoppedOneDoesNot() async throws {
      try await TestServer.run {
        $0.profile = .v1_6_4
      } body: { server in
        let http = try HTTPClient(port: server.port)
        let made = try http.request(.post, "/api/agents", json: Self.nova)
        #expect(made.status == 201)
        let nova = try #require(made.json.at("data.id")?.stringValue)
        #expect(try http.request(.post, "/api/agents/\(nova)/start").status == 200)
        let body: JSON = [
          "name": "Team", "server_id": .string(Name.messageServer),
          "participantCentralUserIds": [.string(Name.user), .string(Name.agent), .string(nova)],
        ]
        let created = try http.request(.post, "/api/messaging/central-channels", json: body)
        let room = try #require(created.json.at("data.id")?.stringValue)
        let client = try SocketClient.webSocket(port: server.port)
        try client.join(room)
        try client.saySomething(in: room)
        let authors = try (0..<2).map { _ in
          try client.wait(for: "messageBroadcast") { $0["senderId"] != .string(Name.user) }
        }.compactMap { $0["senderName"]?.stringValue }
        #expect(Set(authors) == ["Eliza", "Nova"])
        #expect(try http.request(.post, "/api/agents/\(Name.agent)/stop").status == 200)
        try client.saySomething(in: room)
        let next = try client.wait(for: "messageBroadcast") {
          $0["senderId"] != .string(Name.user)
        }
        #expect(next["senderName"] == "Nova")
        try server.settle()
        let memories = try http.request(.get, "/api/memory/\(nova)/memories")
        #expect(memories.json.at("data.memories")?.arrayValue?.count == 4)
        let runs = try http.request(.get, "/api/agents/\(nova)/runs")
        #expect(runs.json.at("data.total") == 2)
      }
    }

    @Test func section4_10_everyChangeReachesTheRoom() async throws {
      try await TestServer.run { server in
        let http = try HTTPClient(port: server.port)
        let room = try channel(http, with: [Name.user, Name.agent])
        let path = "/api/messaging/channels/\(room)"
        let client = try SocketClient.webSocket(port: server.port)
        try client.join(room)
        try client.say("hello", in: room)
        let id = try #require(try client.hear(from: Name.user)["id"]?.stringValue)
        try client.wait(for: "messageComplete")
        #expect(try http.request(.delete, "\(path)/messages/\(id)").status == 204)
        let ids: JSON = ["messageId": .string(id), "channelId": .string(room)]
        #expect(try client.wait(for: "messageDeleted") == ids)
        let renamed = try http.request(.patch, path, json: ["name": "Renamed"])
        #expect(renamed.json.at("data.name") == "Renamed")
        let update = try client.wait(for: "channelUpdated")
        #expect(update.at("updates.name") == "Renamed")
        #expect(update["channelId"] == .string(room))
        #expect(try http.request(.delete, "\(path)/messages").status == 204)
        #expect(try client.wait(for: "channelCleared") == ["channelId": .string(room)])
        #expect(try http.request(.get, "\(path)/messages").json.at("data.messages") == [])
        #expect(try http.request(.delete, path).status == 204)
        #expect(try client.wait(for: "channelDeleted") == ["channelId": .string(room)])
        #expect(try http.request(.get, "\(path)/details").status == 404)
      }
    }

    @Test func section6_2_anActionPostedByRESTIsOneEntryThatChanges() async throws {
      try await TestServer.run { server in
        let http = try HTTPClient(port: server.port)
        let room = try channel(http, with: [Name.user, Name.agent])
        let client = try SocketClient.webSocket(port: server.port)
        try client.join(room)
        let id = "44444444-4444-4444-8444-444444444444"
        let start: JSON = [
          "messageId": .string(id), "channel_id": .string(room),
          "message_server_id": .string(Name.messageServer), "author_id": .string(Name.agent),
          "content": "Executing action: SEARCH", "source_type": "agent_action",
          "raw_message": ["actionStatus": "executing", "actions": ["SEARCH"]],
          "metadata": ["agentName": "Eliza"],
        ]
        #expect(try http.request(.post, "/api/messaging/action", json: start).status == 201)
        let first = try client.hear(from: Name.agent)
        #expect(first["id"] == .string(id))
        #expect(first.at("rawMessage.actionStatus") == "executing")
        let end: JSON = ["content": "Done", "raw_message": ["actionStatus": "completed"]]
        #expect(try http.request(.patch, "/api/messaging/action/\(id)", json: end).status == 200)
        let second = try client.hear(from: Name.agent)
        #expect(second["id"] == .string(id))
        #expect(second["createdAt"] == first["createdAt"])
        #expect(second["text"] == "Done")
        let list = try http.request(.get, "/api/messaging/channels/\(room)/messages")
        #expect(list.json.at("data.messages")?.arrayValue?.count == 1)
        #expect(list.json.at("data.messages[0].rawMessage.actionStatus") == "completed")
      }
    }

    @Test func section3_6_aClientThatHangsUpMidStreamFreesEverything() async throws {
      try await TestServer.run { configuration in
        configuration.profile = .v1_7_2
        configuration.thinkTime = .fixed(.seconds(600))
      } body: { server in
        let http = try HTTPClient(port: server.port)
        let session = try http.request(
          .post, "/api/messaging/sessions",
          json: ["agentId": .string(Name.agent), "userId": .string(Name.user)])
        let id = try #require(session.json["sessionId"]?.stringValue)
        let reader = try HTTPClient(port: server.port)
        reader.begin(
          .post, "/api/messaging/sessions/\(id)/messages",
          headers: ["Content-Type": "application/json"],
          body: Array(#"{"content":"hello","transport":"sse"}"#.utf8))
        let isUnderWay = try await eventually {
          let runs = try http.request(.get, "/api/agents/\(Name.agent)/runs?status=started")
          return runs.json.at("data.total") == 1
        }
        #expect(isUnderWay)
        reader.wire.close()
        let isOver = try await eventually {
          let runs = try http.request(.get, "/api/agents/\(Name.agent)/runs?status=started")
          return runs.json.at("data.total") == 0
        }
        #expect(isOver)
        await server.expect(connections: 1)
      }
    }
  }
}

extension SocketClient {
  /// Sends a message by the old names.
  fileprivate func saySomething(in room: String) throws {
    try emit(
      "message",
      [
        "type": 2,
        "payload": [
          "channelId": .string(room), "senderId": .string(Name.user), "message": "hello all",
          "serverId": .string(Name.messageServer),
        ],
      ])
  }
}
