import HTTP1
import JSON
import Recording
import Testing

@testable import MockServer

extension OverSockets {
  /// What clients acknowledge, and in which namespace.
  @Suite struct ReplayAcknowledgementTests {
    /// Connects to the replay that asks for an acknowledgement, of the id it comes with.
    private func asked(
      _ body: (TestServer, HTTPClient, SocketClient, JSON) async throws -> Void
    ) async throws {
      let fixture = try Fixture(parsing: Array(ReplayedChat.asking.utf8))
      try await ReplayedChat.run {
        $0.fixtures = [fixture]
      } _: { server, http in
        let client = try SocketClient.webSocket(port: server.port)
        try await body(server, http, client, try client.wait(for: "ask"))
        client.close()
      }
    }

    @Test func whatFollowsAnAcknowledgementComesOnceTheClientGivesIt() async throws {
      try await asked { server, http, client, id in
        #expect(await server.server.advanceClockToNext() == nil)
        let answer: JSON = [id, "yes"]
        try client.transport.send("430\(answer.text)")
        try server.settleReplay()
        #expect(await server.server.advanceClockToNext() == .milliseconds(250))
        #expect(try client.wait(for: "thanks") == id)
        let state = try http.request(.get, "/__mock/v1/replays").json
        #expect(state["played"]?.intValue == 2)
        #expect(state["missCount"]?.intValue == 0)
      }
    }

    @Test func anAcknowledgementWithOtherValuesIsExplained() async throws {
      try await asked { server, http, client, id in
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
      }
    }

    @Test func aClientMayOweAnyNumberOfAcknowledgements() async throws {
      let count = 1_500
      let ticks = (0..<count).map {
        #"{"k":"ev","n":\#($0 + 3),"t":0,"c":"A","dir":"s2c","cause":1,"event":"tick","args":[],"ack":\#($0)}"#
      }
      let first = ReplayedChat.asking.split(separator: "\n").prefix(3).map { String($0) }
      let last = [
        #"{"k":"ack","n":\#(count + 3),"t":0,"c":"A","dir":"c2s","cause":\#(count + 2),"ack":\#(count - 1),"args":["yes"]}"#,
        #"{"k":"ev","n":\#(count + 4),"t":0,"c":"A","dir":"s2c","cause":\#(count + 3),"event":"thanks","args":[]}"#,
      ]
      let lines = first + ticks + last
      let fixture = try Fixture(parsing: Array(lines.map { $0 + "\n" }.joined().utf8))
      try await ReplayedChat.run {
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

    @Test func otherNamespacesAreThereWhileTheyAreReplayed() async throws {
      let text = ReplayedChat.asking.replacing(#""c":"A""#, with: #""c":"A","ns":"/logs""#)
      let fixture = try Fixture(parsing: Array(text.utf8))
      try await ReplayedChat.run {
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
  }
}
