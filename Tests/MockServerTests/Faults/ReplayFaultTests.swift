import JSON
import Recording
import Scenario
import Testing
import WebSocket

@testable import MockServer

/// Overlays on a replay: recorded events pass through the faults as the world's own do, whatever comes with them.
@Suite struct ReplayFaultTests {
  private static let recording = #"""
    {"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-01T00:00:00.000Z"}
    {"k":"open","n":1,"t":0,"c":"A","dir":"c2s","transport":"websocket"}
    {"k":"open","n":2,"t":0,"c":"A","dir":"s2c","cause":1,"id":"{socket:1}"}
    {"k":"ev","n":3,"t":0,"c":"A","dir":"s2c","cause":1,"event":"ask","args":[{"_placeholder":true,"num":0}],"attachments":["AQID"],"ack":41}
    {"k":"ack","n":4,"t":100,"c":"A","dir":"c2s","cause":3,"ack":41,"args":["yes"]}
    {"k":"ev","n":5,"t":200,"c":"A","dir":"s2c","cause":4,"event":"file","args":[{"_placeholder":true,"num":0}],"attachments":["BAU="]}
    {"k":"ev","n":6,"t":200,"c":"A","dir":"s2c","cause":4,"event":"last","args":[]}
    {"k":"end","n":7,"t":400}

    """#
  private static let ask: [WebSocketClient.Message] = [
    .text(#"451-0["ask",{"_placeholder":true,"num":0}]"#), .binary([1, 2, 3]),
  ]
  private static let file: [WebSocketClient.Message] = [
    .text(#"451-["file",{"_placeholder":true,"num":0}]"#), .binary([4, 5]),
  ]
  private static let last: [WebSocketClient.Message] = [.text(#"42["last"]"#)]

  /// Plays the recording to a client under a fault of one event.
  private func play(
    _ effects: [Effect], to event: String, scope: Trigger.Scope = .server,
    _ body: (TestServer, WebSocketClient) async throws -> Void
  ) async throws {
    let fixture = try Fixture(parsing: Array(Self.recording.utf8))
    var trigger = Trigger(.event(EventPattern(event, direction: .out)))
    trigger.scope = scope
    try await TestServer.run(at: trigger, do: effects) {
      $0.replay = ReplaySettings([fixture])
    } body: { server in
      let client = try WebSocketClient(port: server.port)
      client.send("40")
      for start in ["0{", "40{"] {
        guard case .text(let packet) = try client.receive(), packet.hasPrefix(start) else {
          throw Lost(before: start)
        }
      }
      try await body(server, client)
      #expect(server.faultCount == 1)
      client.wire.close()
    }
  }

  private func expect(_ messages: [WebSocketClient.Message], _ client: WebSocketClient) throws {
    for message in messages { #expect(try client.receive() == message) }
  }

  /// Acknowledges the question, and lets the time pass after which more was said.
  private func answer(_ client: WebSocketClient, _ server: TestServer) async throws {
    client.send(#"430["yes"]"#)
    try server.settleReplay()
    await server.advance(by: .milliseconds(100))
  }

  @Test(arguments: [Trigger.Scope.server, .connection])
  func copiesOfAQuestionHaveOneNumberAndTheFirstAnswerCounts(_ scope: Trigger.Scope) async throws {
    try await play([.duplicate(times: 2, gap: .zero)], to: "ask", scope: scope) { server, client in
      try expect(Self.ask + Self.ask, client)
      try await answer(client, server)
      try expect(Self.file + Self.last, client)
      client.send(#"430["no"]"#)
      try server.settleReplay()
      let misses = await server.server.ask { $0.site.realtime.replay?.missCount }
      #expect(misses == 0)
    }
  }

  @Test func aQuestionIsLate() async throws {
    try await play([.delay(.fixed(.seconds(3_600)))], to: "ask") { server, client in
      try server.settleReplay()
      #expect(await server.server.advanceClockToNext() == .seconds(3_600))
      try expect(Self.ask, client)
      try await answer(client, server)
      try expect(Self.file + Self.last, client)
    }
  }

  @Test func aQuestionThatIsLostIsNeverAnswered() async throws {
    try await play([.drop], to: "ask") { server, client in
      try await answer(client, server)
      client.send(.ping, [7])
      #expect(try client.receive() == .pong([7]))
    }
  }

  @Test func anErrorInPlaceOfAQuestionWantsNoAnswer() async throws {
    try await play([.error("offline")], to: "ask") { _, client in
      try expect([.text(#"42["messageError",{"error":"offline"}]"#)], client)
    }
  }

  @Test func anEventWithAttachmentsIsDelivered() async throws {
    try await play([.duplicate(times: 2, gap: .zero)], to: "file") { server, client in
      try expect(Self.ask, client)
      try await answer(client, server)
      try expect(Self.file + Self.file + Self.last, client)
    }
  }

  @Test func anEventWithAttachmentsIsLost() async throws {
    try await play([.drop], to: "file") { server, client in
      try expect(Self.ask, client)
      try await answer(client, server)
      try expect(Self.last, client)
    }
  }
}
