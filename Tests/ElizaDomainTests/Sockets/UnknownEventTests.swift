import ElizaDomain
import JSON
import Testing

@Suite struct UnknownEventTests {
  private func meant(by name: String) -> String? {
    let realtime = Realtime()
    realtime.connect("A")
    realtime.emit("A", .string(name), ["a": 1])
    #expect(realtime.received("A") == [])
    guard case .unknownEvent(name, let meant)? = realtime.diagnostics.first else {
      Issue.record("\(name) is not reported")
      return nil
    }
    return meant
  }

  @Test(arguments: [
    ("room:join", "{type: 1,"), ("join_room", "{type: 1,"), ("subscribeToChannel", "{type: 1,"),
    ("client:message", "{type: 2,"), ("sendMessage", "{type: 2,"), ("chat", "{type: 2,"),
    ("typing", "{type: 5,"), ("messageSeen", "{type: 4,"),
    ("unsubscribeLogs", "'unsubscribe_logs'"),
    ("subscribe-logs", "'subscribe_logs'"), ("request-world-state", "/api/agents/"),
    ("start-session", "/api/messaging/sessions"), ("leaveRoom", "disconnecting"),
    ("requestActionStatus", "agent_action"),
  ])
  func `an unknown event is reported with what may be meant`(name: String, hint: String) {
    #expect(meant(by: name)?.contains(hint) == true)
  }

  @Test func `a name that means nothing is reported all the same`() {
    #expect(meant(by: "no_such_event") == nil)
    #expect(meant(by: "") == nil)
  }

  @Test func `each name is reported once, and not without end`() {
    let realtime = Realtime(.v1_7_2)
    realtime.connect("A")
    for number in 0..<200 {
      realtime.emit("A", .string("event \(number % 100)"))
    }
    #expect(realtime.diagnostics.count == 64)
  }

  @Test func `what is refused or malformed is reported once`() {
    let realtime = Realtime()
    realtime.connect("A")
    for _ in 0..<3 {
      realtime.emit("A", "1", [:])
      realtime.emit("A", "2", [:])
      realtime.emit("A", "1")
    }
    #expect(realtime.diagnostics.count == 3)
    realtime.connect("B")
    realtime.emit("B", "1", [:])
    #expect(realtime.diagnostics.count == 4)
  }

  @Test func `a callback of an unknown event is told so`() {
    let realtime = Realtime()
    realtime.connect("A")
    #expect(
      realtime.emit("A", "ping pong", withCallback: true)?.text
        == #"[{"success":false,"error":"no server listens to 'ping pong'"}]"#)
  }

  @Test func `nothing happens after the socket is gone`() {
    let realtime = Realtime()
    let connection = realtime.events.connect(
      realtime.outlet.socket("A"), handshake: SocketHandshake())
    _ = realtime.received("A")
    connection.closed()
    connection.closed()
    if let event = try? JSONDocument(parsing: Array(#"["1",{"roomId":"R"}]"#.utf8).span) {
      connection.received(event)
    }
    #expect(realtime.received("A") == [])
    #expect(realtime.outlet.rooms == [:])
  }
}
