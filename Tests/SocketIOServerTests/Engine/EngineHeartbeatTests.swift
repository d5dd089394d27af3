import EngineIO
import HTTP1
import SocketIOServer
import TestSupport
import Testing

@Suite struct EngineHeartbeatTests {
  @Test func pingsOneIntervalAfterTheOpenAndAfterEachPong() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    _ = stream.take()
    fixture.scheduler.advance(by: .milliseconds(299))
    #expect(stream.take().isEmpty)
    fixture.scheduler.advance(by: .milliseconds(1))
    #expect(stream.take() == ["2"])
    fixture.scheduler.advance(by: .milliseconds(150))
    stream.receive("3")
    fixture.scheduler.advance(by: .milliseconds(299))
    #expect(stream.take().isEmpty)
    fixture.scheduler.advance(by: .milliseconds(1))
    #expect(stream.take() == ["2"])
  }

  @Test func endsTheSessionWithoutAPongInTime() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    fixture.scheduler.advance(by: .milliseconds(499))
    #expect(stream.closeCode == nil)
    fixture.scheduler.advance(by: .milliseconds(1))
    #expect(stream.closeCode == 1000)
    #expect(fixture.notes == ["opened webSocket", "handler: ping timeout"])
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test func messagesAreNoSignOfLife() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    fixture.scheduler.advance(by: .milliseconds(400))
    stream.receive("4hello")
    fixture.scheduler.advance(by: .milliseconds(100))
    #expect(fixture.notes.last == "handler: ping timeout")
  }

  @Test func aPongNobodyAskedForChangesNothing() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    _ = stream.take()
    fixture.scheduler.advance(by: .milliseconds(200))
    stream.receive("3")
    fixture.scheduler.advance(by: .milliseconds(100))
    #expect(stream.take() == ["2"])
  }

  @Test func beatsWhilePolling() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    for _ in 0..<3 {
      let poll = fixture.client.poll(sid)
      fixture.scheduler.advance(by: .milliseconds(300))
      #expect(poll.text == "2")
      fixture.client.post(sid, "3")
    }
    let poll = fixture.client.poll(sid)
    fixture.scheduler.advance(by: .milliseconds(300))
    #expect(poll.text == "2")
    let last = fixture.client.poll(sid)
    fixture.scheduler.advance(by: .milliseconds(200))
    #expect(last.text == "1")
    #expect(fixture.client.poll(sid).status == 400)
  }

  @Test func aClientThatNeverPollsIsForgotten() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    fixture.scheduler.advance(by: .milliseconds(500))
    #expect(fixture.client.poll(sid).text == #"{"code":1,"message":"Session ID unknown"}"#)
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test func keepsOneTimerASession() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    for _ in 0..<5 {
      #expect(fixture.scheduler.pendingCount == 1)
      fixture.scheduler.advance(by: .milliseconds(300))
      #expect(fixture.scheduler.pendingCount == 1)
      stream.receive("3")
    }
    stream.lose()
    #expect(fixture.scheduler.pendingCount == 0)
  }
}
