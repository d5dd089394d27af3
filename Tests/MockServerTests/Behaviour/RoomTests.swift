import HTTP1
import JSON
import Scenario
import Testing

@testable import MockServer

extension OverSockets {
  @Suite struct RoomTests {
    @Test func everyClientInARoomHearsEveryMessageOnceAndInOrder() async throws {
      try await TestServer.run { server in
        let clients = try (0..<4).map { index in
          index % 2 == 0
            ? try SocketClient.webSocket(port: server.port)
            : try SocketClient.polling(port: server.port)
        }
        let stranger = try SocketClient.webSocket(port: server.port)
        for client in clients { try client.join(Name.room) }
        try stranger.join("another room")
        for index in 0..<20 {
          try clients[index % 4].say("text \(index)", in: Name.room, as: user(index % 4))
        }
        try clients[0].say("last", in: Name.room)
        let expected = (0..<20).map { "text \($0)" }
        for client in clients {
          var texts: [String] = []
          while texts.last != "last" { texts += [try hearUser(client)] }
          // What different clients say at the same time comes in an order of its own.
          #expect(Set(texts) == Set(expected + ["last"]))
          #expect(texts.count == 21)
          for index in 0..<4 {
            #expect(
              texts.filter { own(index).contains($0) } == own(index), "said by one, heard in order")
          }
        }
        try stranger.say("alone", in: "another room")
        #expect(try hearUser(stranger) == "alone")
      }
    }

    @Test func aUserWithTwoWindowsSeesTheSameInBoth() async throws {
      try await TestServer.run { server in
        let windows = try (0..<2).map { _ in try SocketClient.webSocket(port: server.port) }
        for window in windows { try window.join(Name.room) }
        try windows[0].say("from one window", in: Name.room, id: "mine")
        for window in windows { try window.wait(for: "messageComplete") }
        let broadcasts = windows.map { window in
          window.events.filter { $0.name == "messageBroadcast" }.map(\.argument)
        }
        #expect(broadcasts[0].map { $0["id"] } == broadcasts[1].map { $0["id"] })
        #expect(broadcasts[0].count == 2)
        #expect(broadcasts[0][0]["clientMessageId"] == "mine")
        #expect(broadcasts[1][0]["clientMessageId"] == nil)
        #expect(!windows[1].events.contains { $0.name == "messageAck" })
      }
    }

    @Test func aClientThatLeavesWhileTheAgentThinksIsNotMissed() async throws {
      try await TestServer.run { configuration in
        configuration.thinkTime = .fixed(.milliseconds(50))
      } body: { server in
        let staying = try SocketClient.webSocket(port: server.port)
        let leaving = try SocketClient.webSocket(port: server.port)
        try staying.join(Name.room)
        try leaving.join(Name.room)
        try leaving.say("good bye", in: Name.room, as: Name.other)
        try leaving.wait(for: "messageAck")
        leaving.close()
        #expect(try staying.hear(from: Name.other)["text"] == "good bye")
        try staying.wait(for: "messageComplete")
        let returned = try SocketClient.webSocket(port: server.port)
        try returned.join(Name.room)
        try returned.say("back", in: Name.room, as: Name.other)
        try staying.wait(for: "messageComplete")
        let authors = staying.events.filter { $0.name == "messageBroadcast" }
          .map { $0.argument["senderId"] }
        let exchange: [JSON] = [.string(Name.other), .string(Name.agent)]
        #expect(authors == exchange + exchange)
      }
    }

    @Test func aRoomThatEveryoneHasLeftStillGetsItsAnswerStored() async throws {
      try await TestServer.run { server in
        let client = try SocketClient.webSocket(port: server.port)
        try client.join(Name.room)
        try client.say("hello", in: Name.room)
        try client.wait(for: "messageAck")
        client.close()
        await server.expect(connections: 0)
        let http = try HTTPClient(port: server.port)
        let target = "/api/messaging/central-channels/\(Name.room)/messages"
        let isStored = try await eventually {
          try http.request(.get, target).json.at("data.messages")?.arrayValue?.count == 2
        }
        #expect(isStored)
      }
    }

    private func own(_ index: Int) -> [String] {
      stride(from: index, to: 20, by: 4).map { "text \($0)" }
    }

    private func user(_ index: Int) -> String { "\(index)5555555-5555-4555-8555-555555555555" }

    /// The text of the next broadcast that is not the agent's.
    private func hearUser(_ client: SocketClient) throws -> String {
      let message = try client.wait(for: "messageBroadcast") {
        $0["senderId"] != .string(Name.agent)
      }
      return message["text"]?.stringValue ?? ""
    }
  }
}
