import ElizaDomain
import HTTP1
import JSON
import Testing

/// Pages that ask for messages which their sockets bring anyway.
@Suite struct PollingHabitTests {
  private let origin = "http://localhost:5174"

  /// A page in the channel of its session, and the API it calls.
  private func room() -> (realtime: Realtime, api: RESTAPI, session: Session) {
    let realtime = Realtime()
    let session = realtime.session()
    let page = PageIdentity(origin: origin, userAgent: "Browser", address: "::1")
    realtime.connect("A", page: page)
    realtime.join("A", session.channelID)
    return (realtime, .testing(realtime.world), session)
  }

  private func poll(
    _ room: (realtime: Realtime, api: RESTAPI, session: Session), _ path: String,
    every gap: Duration = .milliseconds(1_500), browser: String = "Browser"
  ) -> [String] {
    for _ in 0..<6 {
      room.api.call(
        .get, path, headers: [("Referer", "\(origin)/chat"), ("User-Agent", browser)])
      room.realtime.wait(gap)
    }
    return room.realtime.world.findings.all.map(\.rule.id)
  }

  @Test func `polling a session or its channel is noted while the socket is there`() {
    let first = room()
    let path = "/api/messaging/sessions/\(first.session.id)/messages"
    #expect(poll(first, path) == ["polls-while-connected"])
    let second = room()
    let channel = "/api/messaging/central-channels/\(second.session.channelID)/messages"
    #expect(poll(second, channel) == ["polls-while-connected"])
    #expect(second.realtime.world.findings.all.first?.evidence.first?.connection == "A")
  }

  @Test func `a look now and then, pages of history and other browsers are fine`() {
    let room = room()
    let path = "/api/messaging/sessions/\(room.session.id)/messages"
    #expect(poll(room, path, every: .seconds(5)) == [])
    #expect(poll(room, path + "?before=1768817730123") == [])
    #expect(poll(room, path, browser: "curl") == [])
  }

  @Test func `polling is the way when the socket is gone`() {
    let room = room()
    room.realtime.disconnect("A", .left)
    #expect(poll(room, "/api/messaging/sessions/\(room.session.id)/messages") == [])
  }
}
