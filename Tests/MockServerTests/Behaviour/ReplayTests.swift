import HTTP1
import JSON
import Recording
import SocketIOServer
import Testing

@testable import MockServer

extension OverSockets {
  /// What recordings answer, and when.
  @Suite struct ReplayTests {
    @Test func answersWithIDsOfTheLiveClientAndFreshOnes() async throws {
      try await ReplayedChat.run { server, http in
        let session = try await ReplayedChat.begin(server, http)
        let id = try #require(session["sessionId"]?.stringValue)
        let info = try http.request(
          .get, "/api/messaging/sessions/\(id)", headers: ["Origin": "http://localhost:5173"])
        #expect(info.json["sessionId"]?.stringValue == id)
        #expect(info.json["userId"]?.stringValue == ReplayedChat.user)
        #expect(info.headers["X-Kept"] == "yes")
        #expect(info.headers["Access-Control-Allow-Origin"] != nil)
      }
    }

    @Test func eventsComeAsLongAfterTheirCauseAsRecorded() async throws {
      try await ReplayedChat.run { server, http in
        let session = try await ReplayedChat.begin(server, http)
        let client = try SocketClient.webSocket(
          port: server.port, auth: ["entityId": .string(ReplayedChat.user)])
        let greeting = try #require(client.events.first).argument
        let live = await server.server.ask { $0.site.realtime.namespace.sockets.first?.id }
        #expect(greeting["socketId"]?.stringValue == live)
        try ReplayedChat.say("hi", in: session, client)
        try server.settleReplay()
        #expect(await server.server.advanceClockToNext() == .milliseconds(5))
        #expect(await server.server.advanceClockToNext() == .milliseconds(495))
        let first = try client.wait(for: "messageBroadcast")
        #expect(first["text"]?.stringValue == "first")
        #expect(first["channelId"] == session["channelId"])
        #expect(await server.server.advanceClockToNext() == .milliseconds(500))
        #expect(try client.wait(for: "messageBroadcast")["text"]?.stringValue == "second")
        #expect(await server.server.advanceClockToNext() == nil)
        client.close()
      }
    }

    @Test func steppedEventsWaitUntilTheyAreAskedFor() async throws {
      try await ReplayedChat.run {
        $0.mode = .stepped
        $0.speed = nil
      } _: { server, http in
        _ = try await ReplayedChat.begin(server, http)
        let endpoint = "/socket.io/?EIO=4&transport=polling"
        let opening = try http.request(.get, endpoint).text
        let id = try #require(try JSON(parsing: String(opening.dropFirst()))["sid"]?.stringValue)
        let auth: JSON = ["entityId": .string(ReplayedChat.user)]
        _ = try http.request(.post, "\(endpoint)&sid=\(id)", body: Array("40\(auth.text)".utf8))
        #expect(try http.request(.get, "\(endpoint)&sid=\(id)").text.hasPrefix("40"))
        #expect(try http.request(.get, "/__mock/v1/replays").json["nextIn"]?.isNull == true)
        #expect(try http.request(.post, "/__mock/v1/replays/step", json: [:]).status == 200)
        let heard = try http.request(.get, "\(endpoint)&sid=\(id)").text
        #expect(heard.contains("connection_established"))
        #expect(try http.request(.post, "/__mock/v1/replays/step", json: [:]).status == 409)
      }
    }

    /// A due time between two nanoseconds must not keep the clock busy for ever.
    @Test func `a speed that divides nothing evenly is kept to the nanosecond`() async throws {
      try await ReplayedChat.run {
        $0.speed = 7
      } _: { server, http in
        http.begin(
          .post, "/api/messaging/sessions", headers: ["Content-Type": "application/json"],
          body: (["userId": .string(ReplayedChat.user)] as JSON).serialized())
        try server.settleReplay()
        await server.server.advanceClock(by: .nanoseconds(5_714_285))
        #expect(try http.response(to: .post).status == 201)
      }
    }

    /// A line whose time never comes must not keep the clock busy for ever.
    @Test func `what is due after the end of time is waited for in vain`() async throws {
      let recording = #"""
        {"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-01T00:00:00.000Z"}
        {"k":"req","n":1,"t":0,"x":1,"method":"GET","target":"/api/agents"}
        {"k":"res","n":2,"t":3100000000000,"x":1,"cause":1,"status":200,"headers":{"Content-Type":"application/json"},"json":{}}
        {"k":"end","n":3,"t":3100000000000}

        """#
      let fixture = try Fixture(parsing: Array(recording.utf8))
      try await ReplayedChat.run {
        $0.fixtures = [fixture]
        $0.speed = 0.001
      } _: { server, http in
        await server.server.advanceClock(by: .seconds(1))
        http.begin(.get, "/api/agents")
        try server.settleReplay()
        #expect(await server.server.advanceClockToNext() == nil)
        await server.server.advanceClock(by: .seconds(1_000_000_000_000))
        #expect(await server.server.advanceClockToNext() == nil)
        let state = try HTTPClient(port: server.port).request(.get, "/__mock/v1/replays").json
        #expect(state["played"]?.intValue == 1)
        http.wire.close()
      }
    }

    @Test func aHeadIsAnsweredFromWhatAGetWasAnsweredWith() async throws {
      try await ReplayedChat.run { server, http in
        let session = try await ReplayedChat.begin(server, http)
        let id = try #require(session["sessionId"]?.stringValue)
        let path = "/api/messaging/sessions/\(id)"
        http.begin(.head, path)
        let head = try http.response(to: .head)
        let whole = try http.request(.get, path)
        #expect(head.status == 200)
        #expect(head.headers["X-Kept"] == "yes")
        #expect(head.headers["Content-Length"] == "\(whole.body.count)")
        #expect(head.body.isEmpty)
        let state = try http.request(.get, "/__mock/v1/replays").json
        #expect(state["missCount"]?.intValue == 0)
      }
    }

    @Test func theScenarioAnswersWhatNothingFits() async throws {
      try await ReplayedChat.run {
        $0.onMiss = .script
        $0.speed = nil
      } _: { server, http in
        let session = try await ReplayedChat.begin(server, http)
        let channel = try #require(session["channelId"]?.stringValue)
        let client = try SocketClient.webSocket(
          port: server.port, auth: ["entityId": .string(ReplayedChat.user)])
        try client.join(channel)
        try client.say("never recorded", in: channel)
        try server.settleReplay()
        await server.server.advanceClock(by: .seconds(10))
        try client.hear(from: Name.agent)
        client.close()
      }
    }

    @Test func aRecordedSessionGoesOnInTheScenario() async throws {
      try await ReplayedChat.run {
        $0.onMiss = .script
        $0.speed = nil
      } _: { server, http in
        let session = try await ReplayedChat.begin(server, http)
        let id = try #require(session["sessionId"]?.stringValue)
        let path = "/api/messaging/sessions/\(id)/messages"
        let said = try http.request(.post, path, json: ["content": "never recorded"])
        #expect(said.status == 201)
        await server.server.advanceClock(by: .seconds(10))
        let history = try http.request(.get, path).json
        #expect(history["messages"]?.arrayValue?.count == 2)
      }
    }
  }
}
