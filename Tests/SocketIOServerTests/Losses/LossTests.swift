import SocketIOServer
import TestSupport
import Testing

@Suite struct LossTests {
  @Test func aKickIsADisconnectPacketAndLeavesTheConnection() throws {
    let fixture = SocketFixture()
    let stream = try fixture.join()
    fixture.sockets[0].loseAfterDelivery(.kick)
    #expect(stream.take() == ["41"])
    #expect(stream.closeCode == nil)
    #expect(fixture.notes == ["/: server namespace disconnect"])
  }

  @Test func aKickOfASessionReachesEveryNamespace() throws {
    let fixture = SocketFixture()
    fixture.watch(fixture.server.namespace("/custom"))
    let stream = try fixture.join()
    stream.receive("40/custom,")
    _ = stream.take()
    fixture.sockets[0].session.lose(.kick)
    #expect(stream.take() == ["41", "41/custom,"])
  }

  @Test func aCloseOfAWebSocketIsOneInOrder() throws {
    let fixture = SocketFixture()
    let stream = try fixture.join()
    fixture.sockets[0].loseAfterDelivery(.close)
    #expect(stream.closeCode == 1000)
    #expect(fixture.notes == ["/: forced close"])
  }

  @Test func aCloseAnswersThePoll() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    fixture.sessions[0].lose(.close)
    #expect(poll.text == "1")
  }

  @Test func aCloseBetweenTwoPollsIsFetchedByTheNext() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    fixture.sessions[0].lose(.close)
    #expect(fixture.client.poll(sid).text == "6\u{1E}1")
    #expect(fixture.client.poll(sid).status == 400)
  }

  @Test func aResetCutsWithoutAWord() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    for session in fixture.sessions { session.lose(.reset) }
    #expect(stream.isAborted)
    #expect(stream.closeCode == nil)
    #expect(poll.isAborted)
    #expect(poll.response == nil)
    #expect(fixture.client.poll(sid).status == 400)
  }

  @Test func aResetSessionHasNothingMoreToSay() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    fixture.sessions[0].send("late")
    fixture.sessions[0].lose(.reset)
    #expect(fixture.client.poll(sid).text == #"{"code":1,"message":"Session ID unknown"}"#)
  }

  @Test func aForgottenSessionIsUnknown() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    fixture.sessions[0].forget()
    #expect(poll.status == 400)
    #expect(poll.text == #"{"code":1,"message":"Session ID unknown"}"#)
    #expect(fixture.client.post(sid, "4x").text == poll.text)
    #expect(fixture.server.sessions.isEmpty)
  }

  @Test func aSessionWithoutPingsEndsLaterThanItsClientMust() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    fixture.scheduler.advance(by: .milliseconds(300))
    stream.receive("3")
    _ = stream.take()
    fixture.sessions[0].lose(.ping)
    stream.receive("4hello")
    fixture.scheduler.advance(by: .milliseconds(699))
    #expect(stream.take() == ["4hello"])
    #expect(stream.closeCode == nil)
    fixture.scheduler.advance(by: .milliseconds(1))
    #expect(stream.closeCode == 1000)
    #expect(fixture.notes.last == "handler: ping timeout")
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test func aSocketIsFoundByEitherId() throws {
    let fixture = SocketFixture()
    _ = try fixture.join()
    let socket = fixture.sockets[0]
    #expect(fixture.server.session(of: socket.id) === socket.session)
    #expect(fixture.server.session(of: socket.session.id) === socket.session)
    #expect(fixture.server.session(of: "somebody else") == nil)
  }
}
