import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import OrderedCollections
import Testing

@testable import MockServer

extension OverSockets {
  /// Clients that fill the world: what it remembers stays within its bounds.
  @Suite struct WorldFloodTests {
    @Test func sessionsChannelsAgentsAndMessagesAreBounded() async throws {
      try await TestServer.run { configuration in
        configuration.limits.world.sessions = 50
        configuration.limits.world.channels = 60
        configuration.limits.world.agents = 20
        configuration.limits.world.messageServers = 10
      } body: { server in
        try await server.whileOthersChat {
          let client = try HTTPClient(port: server.port)
          for index in 0..<200 {
            let agent = Self.id(index)
            let answer = try client.request(
              .post, "/api/messaging/sessions",
              json: ["agentId": .string(agent), "userId": .string(Name.user)])
            #expect(answer.status == (index < 19 ? 201 : 404))
          }
          for index in 0..<200 {
            let answer = try client.request(
              .post, "/api/messaging/sessions",
              json: ["agentId": .string(Name.agent), "userId": .string(Self.id(index))])
            #expect(answer.status == 201)
          }
          for index in 0..<200 {
            _ = try client.request(
              .post, "/api/messaging/servers",
              json: ["name": .string("\(index)"), "sourceType": "flood"])
          }
          let counts = await server.server.ask { server in
            let world = server.site.world
            return [
              world.sessions.count, world.channels.count, world.agents.count,
              world.messageServers.count,
            ]
          }
          #expect(counts == [50, 60, 1, 10])
          let agents = try client.request(.get, "/api/agents").json["data"]?["agents"]?.arrayValue
          #expect(agents?.count == 20)
          #expect(agents?.first?["name"] == "Eliza")
        }
      }
    }

    @Test func messagesAreBoundedInNumberAndBytes() async throws {
      try await TestServer.run { configuration in
        configuration.limits.world.messagesPerChannel = 20
        configuration.limits.world.messageBytes = 5_000_000
      } body: { server in
        try await server.whileOthersChat {
          let client = try SocketClient.webSocket(port: server.port)
          try client.join(Name.room)
          for index in 0..<100 {
            try client.say("\(index)", in: Name.room)
            try client.hear(from: Name.user)
          }
          #expect(await messages(of: server) == 20)
          for _ in 0..<10 {
            try client.say(String(repeating: "x", count: 900_000), in: Name.room)
            try client.hear(from: Name.user)
          }
          #expect(await (4...5).contains(longMessages(of: server)))
        }
      }
    }

    @Test func aRoomInventedWithEveryMessageIsAChannelThatGoesAgain() async throws {
      try await TestServer.run { configuration in
        configuration.limits.world.channels = 50
      } body: { server in
        try await server.whileOthersChat {
          let client = try SocketClient.webSocket(port: server.port)
          for index in 0..<40 {
            try client.say("hello", in: Self.id(index))
            try client.wait(for: "messageAck")
          }
        }
        let client = try SocketClient.webSocket(port: server.port)
        for index in 100..<300 {
          try client.say("hello", in: Self.id(index))
          try client.wait(for: "messageAck")
        }
        #expect(await server.server.ask { $0.site.world.channels.count } == 50)
      }
    }

    private func messages(of server: TestServer) async -> Int {
      await server.server.ask { $0.site.world.channels[Name.room]?.messages.count ?? 0 } ?? 0
    }

    private func longMessages(of server: TestServer) async -> Int {
      let count: Int? = await server.server.ask { server in
        guard let messages = server.site.world.channels[Name.room]?.messages else { return 0 }
        let long = MessageContent.text(String(repeating: "x", count: 900_000))
        return (0..<messages.count).count { messages[$0].content == long }
      }
      return count ?? 0
    }

    /// An id of its own for each number.
    private static func id(_ index: Int) -> String {
      let digits = String(index)
      return String(repeating: "0", count: 8 - digits.count) + digits
        + "-0000-4000-8000-000000000000"
    }
  }
}
