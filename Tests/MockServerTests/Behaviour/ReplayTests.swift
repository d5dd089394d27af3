import ElizaDomain
import HTTP1
import JSON
import Recording
import Scenario
import SocketIOServer
import Testing

@testable import MockServer

extension OverSockets {
  /// Recordings served over real sockets, on the manual clock.
  @Suite struct ReplayTests {
    private static let user = "11111111-2222-4333-8444-555555555555"
    private static let recording = #"""
      {"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","title":"a chat","recordedAt":"2026-01-01T00:00:00.000Z","redaction":"default"}
      {"k":"req","n":1,"t":0,"x":1,"method":"POST","target":"/api/messaging/sessions","headers":{"Content-Type":"application/json"},"json":{"userId":"{user:1}"}}
      {"k":"res","n":2,"t":40,"x":1,"cause":1,"status":201,"headers":{"Content-Type":"application/json"},"json":{"sessionId":"{session:1}","channelId":"{channel:1}"}}
      {"k":"req","n":3,"t":50,"x":2,"method":"GET","target":"/api/messaging/sessions/{session:1}"}
      {"k":"res","n":4,"t":50,"x":2,"cause":3,"status":200,"headers":{"Content-Type":"application/json","X-Kept":"yes"},"json":{"sessionId":"{session:1}","userId":"{user:1}"}}
      {"k":"open","n":5,"t":60,"c":"A","dir":"c2s","transport":"websocket","auth":{"entityId":"{user:1}"}}
      {"k":"open","n":6,"t":60,"c":"A","dir":"s2c","cause":5,"id":"{socket:1}"}
      {"k":"ev","n":7,"t":60,"c":"A","dir":"s2c","cause":5,"event":"connection_established","args":[{"socketId":"{socket:1}"}]}
      {"k":"ev","n":8,"t":100,"c":"A","dir":"c2s","event":"message","args":[{"type":2,"payload":{"channelId":"{channel:1}","message":"hi"}}],"ack":0}
      {"k":"ack","n":9,"t":105,"c":"A","dir":"s2c","cause":8,"ack":0,"args":["taken"]}
      {"k":"ev","n":10,"t":600,"c":"A","dir":"s2c","cause":8,"event":"messageBroadcast","args":[{"senderName":"Eliza","text":"first","channelId":"{channel:1}"}]}
      {"k":"ev","n":11,"t":1100,"c":"A","dir":"s2c","cause":8,"event":"messageBroadcast","args":[{"senderName":"Eliza","text":"second","channelId":"{channel:1}"}]}
      {"k":"end","n":12,"t":1200}

      """#

    private static let asking = #"""
      {"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-01T00:00:00.000Z"}
      {"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}
      {"k":"open","n":2,"t":0,"c":"A","dir":"s2c","cause":1,"id":"{socket:1}"}
      {"k":"ev","n":3,"t":0,"c":"A","dir":"s2c","cause":1,"event":"connection_established","args":[{}]}
      {"k":"ev","n":4,"t":0,"c":"A","dir":"s2c","cause":1,"event":"ask","args":["{message:1}"],"ack":41}
      {"k":"ack","n":5,"t":100,"c":"A","dir":"c2s","cause":4,"ack":41,"args":["{message:1}","yes"]}
      {"k":"ev","n":6,"t":350,"c":"A","dir":"s2c","cause":5,"event":"thanks","args":["{message:1}"]}
      {"k":"end","n":7,"t":400}

      """#

    private func run(
      _ change: (inout ReplaySettings) -> Void = { _ in },
      _ body: (TestServer, HTTPClient) async throws -> Void
    ) async throws {
      var settings = ReplaySettings([try Fixture(parsing: Array(Self.recording.utf8))])
      change(&settings)
      try await TestServer.run {
        $0.replay = settings
        $0.clock = .manual
      } body: { server in
        try await body(server, try HTTPClient(port: server.port))
      }
    }

    /// Begins the recorded session and gives what the server answered.
    private func begin(_ server: TestServer, _ http: HTTPClient) async throws -> JSON {
      http.begin(
        .post, "/api/messaging/sessions", headers: ["Content-Type": "application/json"],
        body: (["userId": .string(Self.user)] as JSON).serialized())
      try server.settleReplay()
      await server.server.advanceClock(by: .milliseconds(40))
      let response = try http.response(to: .post)
      #expect(response.status == 201)
      return response.json
    }

    /// The recording in a file that can be cut short.
    private func cuttable() throws -> (CuttableText, Fixture) {
      let file = CuttableText(Self.recording)
      return (file, try Fixture(reading: file))
    }

    @Test func whatHasGoneFromTheFileIsAnsweredAndToldOnce() async throws {
      let (file, fixture) = try cuttable()
      try await run {
        $0.fixtures = [fixture]
        $0.speed = nil
      } _: { server, http in
        // The request is there, its answer is not.
        file.cut(before: #"{"k":"res","n":2"#)
        let asked: [UInt8] = (["userId": .string(Self.user)] as JSON).serialized()
        let headers: HTTPHeaders = ["Content-Type": "application/json"]
        for _ in 0..<2 {
          let response = try http.request(
            .post, "/api/messaging/sessions", headers: headers, body: asked)
          #expect(response.status == 500)
          #expect(response.json.at("error.code") == "RECORDING_CHANGED")
          #expect(
            response.json.at("error.message")?.stringValue
              == "line 3 of chat.jsonl can no longer be read, since the file was cut short or rewritten "
              + "after the replay had begun; begin the replay anew")
        }
        // Neither is there now.
        file.cut(before: #"{"k":"req","n":1"#)
        #expect(
          try http.request(.post, "/api/messaging/sessions", headers: headers, body: asked).status
            == 500)
        let state = try http.request(.get, "/__mock/v1/replays").json
        #expect(state["missCount"]?.intValue == 3)
        #expect(state["misses"]?.arrayValue?.count == 1)
      }
    }

    @Test func anEventThatHasGoneFromTheFileIsTold() async throws {
      let (file, fixture) = try cuttable()
      try await run {
        $0.fixtures = [fixture]
      } _: { server, http in
        let session = try await begin(server, http)
        let client = try SocketClient.webSocket(
          port: server.port, auth: ["entityId": .string(Self.user)])
        file.cut(before: #"{"k":"ev","n":10"#)
        try say("hi", in: session, client)
        try server.settleReplay()
        await server.server.advanceClock(by: .seconds(2))
        let state = try http.request(.get, "/__mock/v1/replays").json
        #expect(state["missCount"]?.intValue == 2)
        #expect(
          state.at("misses[0]")?.stringValue?.hasPrefix("line 11 of chat.jsonl can no longer")
            == true)
        client.close()
      }
    }

    @Test func aClientMayOweAnyNumberOfAcknowledgements() async throws {
      let count = 1_500
      let ticks = (0..<count).map {
        #"{"k":"ev","n":\#($0 + 3),"t":0,"c":"A","dir":"s2c","cause":1,"event":"tick","args":[],"ack":\#($0)}"#
      }
      let first = Self.asking.split(separator: "\n").prefix(3).map { String($0) }
      let last = [
        #"{"k":"ack","n":\#(count + 3),"t":0,"c":"A","dir":"c2s","cause":\#(count + 2),"ack":\#(count - 1),"args":["yes"]}"#,
        #"{"k":"ev","n":\#(count + 4),"t":0,"c":"A","dir":"s2c","cause":\#(count + 3),"event":"thanks","args":[]}"#,
      ]
      let lines = first + ticks + last
      let fixture = try Fixture(parsing: Array(lines.map { $0 + "\n" }.joined().utf8))
      try await run {
        $0.fixtures = [fixture]
      } _: { server, _ in
        let client = try WebSocketClient(port: server.port)
        client.send("40")
        _ = try client.receive()
        _ = try client.receive()
        for number in 0..<count {
          try #require(try client.receive() == .text(#"42\#(number)["tick"]"#))
        }
        client.send(#"43\#(count - 1)["yes"]"#)
        #expect(try client.receive() == .text(#"42["thanks"]"#))
        client.wire.close()
      }
    }

    @Test func anUpgradeThatIsNoSocketOfOursIsAnsweredWithAProblem() async throws {
      let fixture = try Fixture(
        parsing: Array(
          #"""
          {"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-01T00:00:00.000Z"}
          {"k":"req","n":1,"t":0,"x":1,"method":"GET","target":"/vite"}
          {"k":"res","n":2,"t":0,"x":1,"cause":1,"status":101}

          """#.utf8))
      try await run {
        $0.fixtures = [fixture]
      } _: { _, http in
        let response = try http.request(.get, "/vite")
        #expect(response.status == 501)
        #expect(response.json.at("error.code") == "REPLAY_UPGRADE")
      }
    }

    /// A due time between two nanoseconds must not keep the clock busy for ever.
    @Test func `a speed that divides nothing evenly is kept to the nanosecond`() async throws {
      try await run {
        $0.speed = 7
      } _: { server, http in
        http.begin(
          .post, "/api/messaging/sessions", headers: ["Content-Type": "application/json"],
          body: (["userId": .string(Self.user)] as JSON).serialized())
        try server.settleReplay()
        await server.server.advanceClock(by: .nanoseconds(5_714_285))
        #expect(try http.response(to: .post).status == 201)
      }
    }

    private func say(_ text: String, in session: JSON, _ client: SocketClient) throws {
      try client.emit(
        "message",
        [
          "type": 2,
          "payload": ["channelId": session["channelId"] ?? .null, "message": .string(text)],
        ], id: 7
      )
    }

    @Test func answersWithIDsOfTheLiveClientAndFreshOnes() async throws {
      try await run { server, http in
        let session = try await begin(server, http)
        let id = try #require(session["sessionId"]?.stringValue)
        let info = try http.request(
          .get, "/api/messaging/sessions/\(id)", headers: ["Origin": "http://localhost:5173"])
        #expect(info.json["sessionId"]?.stringValue == id)
        #expect(info.json["userId"]?.stringValue == Self.user)
        #expect(info.headers["X-Kept"] == "yes")
        #expect(info.headers["Access-Control-Allow-Origin"] != nil)
      }
    }

    @Test func eventsComeAsLongAfterTheirCauseAsRecorded() async throws {
      try await run { server, http in
        let session = try await begin(server, http)
        let client = try SocketClient.webSocket(
          port: server.port, auth: ["entityId": .string(Self.user)])
        let greeting = try #require(client.events.first).argument
        let live = await server.server.ask { $0.site.realtime.namespace.sockets.first?.id }
        #expect(greeting["socketId"]?.stringValue == live)
        try say("hi", in: session, client)
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

    @Test func whatFollowsAnAcknowledgementComesOnceTheClientGivesIt() async throws {
      let fixture = try Fixture(parsing: Array(Self.asking.utf8))
      try await run {
        $0.fixtures = [fixture]
      } _: { server, http in
        let client = try SocketClient.webSocket(port: server.port)
        let id = try client.wait(for: "ask")
        #expect(await server.server.advanceClockToNext() == nil)
        let answer: JSON = [id, "yes"]
        try client.transport.send("430\(answer.text)")
        try server.settleReplay()
        #expect(await server.server.advanceClockToNext() == .milliseconds(250))
        #expect(try client.wait(for: "thanks") == id)
        let state = try http.request(.get, "/__mock/v1/replays").json
        #expect(state["played"]?.intValue == 2)
        #expect(state["missCount"]?.intValue == 0)
        client.close()
      }
    }

    @Test func otherNamespacesAreThereWhileTheyAreReplayed() async throws {
      let text = Self.asking.replacing(#""c":"A""#, with: #""c":"A","ns":"/logs""#)
      let fixture = try Fixture(parsing: Array(text.utf8))
      try await run {
        $0.fixtures = [fixture]
      } _: { server, http in
        let client = WebSocketClient.Packets(try WebSocketClient(port: server.port))
        _ = try client.receive()
        client.send("40/other,")
        let refusal = try client.receive()
        #expect(refusal == #"44/other,{"message":"Invalid namespace"}"#)
        client.send("40/logs,")
        #expect(try client.receive().hasPrefix("40/logs,{"))
        #expect(try client.receive() == #"42/logs,["connection_established",{}]"#)
        let question = try client.receive()
        #expect(question.hasPrefix(#"42/logs,0["ask","#))
        let id = try #require(try JSON(parsing: String(question.dropFirst(9)))[1])
        let answer: JSON = [id, "yes"]
        client.send("43/logs,0\(answer.text)")
        try server.settleReplay()
        #expect(await server.server.advanceClockToNext() == .milliseconds(250))
        #expect(try client.receive().hasPrefix(#"42/logs,["thanks","#))
        let state = try http.request(.get, "/__mock/v1/replays").json
        #expect(state["missCount"]?.intValue == 0)
        client.close()
        _ = try http.request(.delete, "/__mock/v1/replays")
        let late = WebSocketClient.Packets(try WebSocketClient(port: server.port))
        _ = try late.receive()
        late.send("40/logs,")
        #expect(try late.receive() == #"44/logs,{"message":"Invalid namespace"}"#)
        late.close()
      }
    }

    @Test func anAcknowledgementWithOtherValuesIsExplained() async throws {
      let fixture = try Fixture(parsing: Array(Self.asking.utf8))
      try await run {
        $0.fixtures = [fixture]
      } _: { server, http in
        let client = try SocketClient.webSocket(port: server.port)
        let id = try client.wait(for: "ask")
        let answer: JSON = [id, "no"]
        try client.transport.send("430\(answer.text)")
        try server.settleReplay()
        #expect(await server.server.advanceClockToNext() == nil)
        let state = try http.request(.get, "/__mock/v1/replays").json
        #expect(
          state["misses"] == [
            .string(
              "nothing recorded fits the acknowledgement of event 'ask'; the nearest is line 6, "
                + #"which differs at args[1]: recorded "yes", got "no""#)
          ])
        client.close()
      }
    }

    @Test func aHeadIsAnsweredFromWhatAGetWasAnsweredWith() async throws {
      try await run { server, http in
        let session = try await begin(server, http)
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

    @Test func steppedEventsWaitUntilTheyAreAskedFor() async throws {
      try await run {
        $0.mode = .stepped
        $0.speed = nil
      } _: { server, http in
        _ = try await begin(server, http)
        let endpoint = "/socket.io/?EIO=4&transport=polling"
        let opening = try http.request(.get, endpoint).text
        let id = try #require(try JSON(parsing: String(opening.dropFirst()))["sid"]?.stringValue)
        let auth: JSON = ["entityId": .string(Self.user)]
        _ = try http.request(.post, "\(endpoint)&sid=\(id)", body: Array("40\(auth.text)".utf8))
        #expect(try http.request(.get, "\(endpoint)&sid=\(id)").text.hasPrefix("40"))
        #expect(try http.request(.get, "/__mock/v1/replays").json["nextIn"]?.isNull == true)
        #expect(try http.request(.post, "/__mock/v1/replays/step", json: [:]).status == 200)
        let heard = try http.request(.get, "\(endpoint)&sid=\(id)").text
        #expect(heard.contains("connection_established"))
        #expect(try http.request(.post, "/__mock/v1/replays/step", json: [:]).status == 409)
      }
    }

    @Test(arguments: [(ReplaySettings.MissPolicy.fail, 501), (.skip, 404)])
    func whatNothingFitsIsExplained(_ policy: ReplaySettings.MissPolicy, _ status: Int) async throws
    {
      try await run {
        $0.onMiss = policy
      } _: { _, http in
        let response = try http.request(.post, "/api/messaging/sessions", json: ["userId": 7])
        #expect(response.status == status)
        #expect(response.json["error"]?["code"]?.stringValue == "REPLAY_MISS")
        let message = try #require(response.json["error"]?["message"]?.stringValue)
        #expect(message.contains("line 2"))
        #expect(message.contains("json.userId"))
        let state = try http.request(.get, "/__mock/v1/replays").json
        #expect(state["missCount"]?.intValue == 1)
      }
    }

    @Test func theScenarioAnswersWhatNothingFits() async throws {
      try await run {
        $0.onMiss = .script
        $0.speed = nil
      } _: { server, http in
        let session = try await begin(server, http)
        let channel = try #require(session["channelId"]?.stringValue)
        let client = try SocketClient.webSocket(
          port: server.port, auth: ["entityId": .string(Self.user)])
        try client.join(channel)
        try client.say("never recorded", in: channel)
        try server.settleReplay()
        await server.server.advanceClock(by: .seconds(10))
        try client.hear(from: Name.agent)
        client.close()
      }
    }

    @Test func aRecordedSessionGoesOnInTheScenario() async throws {
      try await run {
        $0.onMiss = .script
        $0.speed = nil
      } _: { server, http in
        let session = try await begin(server, http)
        let id = try #require(session["sessionId"]?.stringValue)
        let path = "/api/messaging/sessions/\(id)/messages"
        let said = try http.request(.post, path, json: ["content": "never recorded"])
        #expect(said.status == 201)
        await server.server.advanceClock(by: .seconds(10))
        let history = try http.request(.get, path).json
        #expect(history["messages"]?.arrayValue?.count == 2)
      }
    }

    @Test func whatARunningServerRecordsCanBeReplayed() async throws {
      try await TestServer.run { server in
        let http = try HTTPClient(port: server.port)
        _ = try http.request(.get, "/api/agents")
        let made = try http.request(.post, "/__mock/v1/recordings", json: ["name": "mine"])
        #expect(made.status == 201)
        #expect(
          try http.request(.post, "/__mock/v1/recordings", json: ["name": "mine"]).status == 409)
        let ping = try http.request(.get, "/api/server/ping")
        #expect(try http.request(.post, "/__mock/v1/recordings/mine/stop", json: [:]).status == 200)
        _ = try http.request(.get, "/api/agents")
        let file = try http.request(.get, "/__mock/v1/recordings/mine")
        let fixture = try Fixture(parsing: file.body)
        let asked = fixture.lines.compactMap { line -> String? in
          if case .request(let request) = line.content { request.target } else { nil }
        }
        #expect(asked == ["/api/server/ping"])
        let started = try http.request(
          .post, "/__mock/v1/replays", json: ["fixture": .string(file.text)])
        #expect(started.status == 200)
        #expect(try http.request(.get, "/api/server/ping").status == ping.status)
        #expect(try http.request(.delete, "/__mock/v1/recordings/mine").status == 200)
        #expect(try http.request(.get, "/__mock/v1/recordings/mine").status == 404)
      }
    }

    @Test func callsStartAndStopReplays() async throws {
      try await TestServer.run { server in
        let http = try HTTPClient(port: server.port)
        let wrong = try http.request(.post, "/__mock/v1/replays", json: ["fixture": "nothing"])
        #expect(wrong.status == 400)
        let mistakes: [(JSON, String)] = [
          (["mode": "zz"], "must be causal, exact or stepped, not 'zz'"),
          (["onMismatch": "zz"], "must be fail, skip or script, not 'zz'"),
          (["speed": "0"], "The speed must be a factor from 0.001 to 1000000"),
          (["ignore": ["jsn.size"]], "'jsn.size' names no field that can be ignored"),
        ]
        for (mistake, words) in mistakes {
          var body = mistake.objectValue ?? JSONObject()
          body["fixture"] = .string(Self.recording)
          let answer = try http.request(.post, "/__mock/v1/replays", json: .object(body))
          #expect(answer.status == 400)
          #expect(
            answer.json["detail"]?.stringValue?.contains(words) == true, "\(answer.json.text)")
        }
        #expect(try http.request(.get, "/__mock/v1/replays").json["replaying"] == false)
        let started = try http.request(
          .post, "/__mock/v1/replays",
          json: ["fixture": .string(Self.recording), "speed": "instant", "onMismatch": "skip"])
        #expect(started.status == 200)
        #expect(started.json["recordings"]?[0]?.stringValue == "a chat")
        let session = try http.request(
          .post, "/api/messaging/sessions", json: ["userId": .string(Self.user)])
        #expect(session.status == 201)
        #expect(try http.request(.get, "/api/agents").status == 404)
        #expect(
          try http.request(.delete, "/__mock/v1/replays").json["replaying"]?.boolValue == false)
        #expect(try http.request(.get, "/api/agents").status == 200)
        #expect(try http.request(.delete, "/__mock/v1/replays").status == 409)
      }
    }
  }
}

extension TestServer {
  /// Waits until the server has dealt with everything sent so far, with a call that no recording answers.
  func settleReplay() throws {
    let client = try HTTPClient(port: port)
    for _ in 0..<2 {
      try #require(try client.request(.get, "/__mock/v1/health").status == 200)
    }
  }
}
