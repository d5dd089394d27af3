import EngineIO
import HTTP1
import SocketIOServer
import TestSupport
import Testing

@Suite struct EngineWebSocketTests {
  @Test func echoesTextAndBinary() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    _ = stream.take()
    stream.receive("4hello")
    stream.receive([1, 2, 3])
    stream.receive("4")
    #expect(stream.take() == ["4hello", "[1, 2, 3]", "4"])
  }

  @Test(arguments: ["", "abc", "7", "0", "2", "2probe", "5"])
  func aPacketThatBreaksTheFormatEndsTheSession(packet: String) throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    stream.receive(packet)
    #expect(stream.closeCode == 1000)
    #expect(fixture.notes.count == 3)
    #expect(fixture.notes[1].hasPrefix("violation: "))
    stream.receive("4a")
    #expect(fixture.notes.count == 3)
  }

  @Test func aClosePacketEndsTheSession() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    stream.receive("1")
    #expect(stream.closeCode == 1000)
    #expect(fixture.notes.last == "handler: transport close")
    #expect(fixture.server.sessions.isEmpty)
  }

  @Test(arguments: [
    (UInt16(1006), "transport close"), (1000, "transport close"), (1001, "transport close"),
    (1005, "transport close"), (1002, "transport error"), (1007, "transport error"),
    (1009, "transport error"),
  ])
  func theLossOfTheWebSocketEndsTheSession(code: UInt16, reason: String) throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    stream.lose(code: code)
    #expect(fixture.notes == ["opened webSocket", "handler: \(reason)"])
    #expect(fixture.server.sessions.isEmpty)
  }

  @Test func itsSessionTakesNoPollingAndNoSecondWebSocket() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    let sid = fixture.sessions[0].id
    #expect(fixture.client.poll(sid).text == #"{"code":3,"message":"Bad request"}"#)
    #expect(fixture.client.post(sid, "4a").status == 400)
    let second = try fixture.client.openWebSocket(sid: sid)
    #expect(second.closeCode == 1000)
    _ = stream.take()
    stream.receive("4still here")
    #expect(stream.take() == ["4still here"])
    second.receive("4a")
    second.lose()
    #expect(!fixture.sessions[0].isClosed)
  }

  @Test func abortsWithoutAWord() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    fixture.sessions[0].abort()
    #expect(stream.isAborted)
    #expect(stream.closeCode == nil)
    #expect(fixture.notes.last == "handler: forced close")
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    fixture.sessions[1].abort()
    #expect(poll.isAborted)
    #expect(poll.response == nil)
  }

  @Test func shuttingDownEndsEverySession() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    fixture.server.shutDown()
    #expect(stream.closeCode == 1000)
    #expect(poll.text == "1")
    #expect(fixture.notes.suffix(2) == Array(repeating: "handler: server shutting down", count: 2))
    #expect(fixture.server.sessions.isEmpty)
    #expect(fixture.scheduler.pendingCount == 0)
    #expect(fixture.client.send(.get, "EIO=4&transport=polling").status == 403)
  }

  @Test func nothingIsSentAfterTheEnd() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    _ = stream.take()
    let session = fixture.sessions[0]
    session.close()
    session.send("a")
    session.send(binary: [1].span)
    #expect(stream.take().isEmpty)
  }

  @Test func sessionsAreReleased() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    weak let session = fixture.sessions[0]
    fixture.sessions = []
    #expect(session != nil)
    stream.receive("1")
    stream.lose()
    #expect(session == nil)
  }
}
