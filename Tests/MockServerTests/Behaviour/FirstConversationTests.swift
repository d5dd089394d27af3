import HTTP1
import JSON
import Testing

@testable import MockServer
@testable import Reactor

extension OverSockets {
  @Suite struct FirstConversationTests {
    /// What a client sees of one message and its answer, envelopes with their types.
    private static let conversation = [
      "connection_established", "channel_joined", "room_joined",
      "messageBroadcast", "messageAck", "message 4",
      "controlMessage thinking", "message 6", "message 5",
      "messageBroadcast", "message 3", "controlMessage complete", "message 6", "messageComplete",
    ]

    @Test(arguments: EventLoop.SelectorChoice.tested)
    func aFrontendTalksToTheAgentAndGetsItsReplyOnce(
      _ selector: EventLoop.SelectorChoice
    ) async throws {
      try await TestServer.run(selector: selector) { server in
        let session = try makeSession(on: server)
        let client = try SocketClient.polling(port: server.port)
        try client.upgrade(over: server.connect())
        try converse(client, in: session)
        try server.settle()
      }
    }

    @Test func aFrontendThatSpeaksWebSocketOnlySeesTheSame() async throws {
      try await TestServer.run { server in
        let session = try makeSession(on: server)
        try converse(.webSocket(port: server.port), in: session)
      }
    }

    @Test func aFrontendThatPollsOnlySeesTheSame() async throws {
      try await TestServer.run { server in
        let session = try makeSession(on: server)
        try converse(.polling(port: server.port), in: session)
      }
    }

    @Test func theConversationIsStored() async throws {
      try await TestServer.run { server in
        let session = try makeSession(on: server)
        try converse(.webSocket(port: server.port), in: session)
        let answer = try HTTPClient(port: server.port).request(
          .get, "/api/messaging/sessions/\(session)/messages")
        let messages = answer.json["messages"]?.arrayValue ?? []
        #expect(messages.map { $0["isAgent"] } == [true, false])
        #expect(messages.last?["content"] == "hello")
      }
    }

    /// Joins by the session's id, says hello and hears the answer, once.
    private func converse(_ client: SocketClient, in session: String) throws {
      try client.join(session)
      try client.say("hello", in: session, id: "mine-1")
      try client.wait(for: "messageComplete")
      #expect(client.eventNames == Self.conversation)
      let broadcasts = client.events.filter { $0.name == "messageBroadcast" }.map(\.argument)
      #expect(broadcasts.first?["clientMessageId"] == "mine-1")
      #expect(broadcasts.map { $0["senderId"] } == [.string(Name.user), .string(Name.agent)])
      #expect(broadcasts.map { $0["roomId"] } == [.string(session), .string(session)])
    }

    /// Creates a session by REST and answers its id.
    private func makeSession(on server: TestServer) throws -> String {
      let answer = try HTTPClient(port: server.port).request(
        .post, "/api/messaging/sessions",
        json: ["agentId": .string(Name.agent), "userId": .string(Name.user)])
      #expect(answer.status == 201)
      return try #require(answer.json["sessionId"]?.stringValue)
    }
  }
}
