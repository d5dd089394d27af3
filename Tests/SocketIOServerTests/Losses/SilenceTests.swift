import SocketIOServer
import TestSupport
import Testing

@Suite struct SilenceTests {
  @Test func aWebSocketFallsSilentAndComesBack() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    let silence = try #require(fixture.sessions[0].lose(.silent))
    #expect(stream.isSilent)
    silence.end()
    #expect(!stream.isSilent)
    #expect(silence.isOver)
  }

  @Test func aPollIsAnsweredWhenTheSilenceIsOver() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    let silence = try #require(fixture.sessions[0].lose(.silent))
    fixture.sessions[0].send("one")
    let post = fixture.client.post(sid, "4two")
    #expect(poll.response == nil)
    #expect(post.response == nil)
    silence.end()
    #expect(poll.text == "4one\u{1E}4two")
    #expect(post.text == "ok")
    #expect(fixture.client.poll(sid).response == nil)
  }

  @Test func aSilentClientIsGivenUpAfterItsPingAndDoesNotHearOfIt() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    let post = fixture.client.post(sid, "4x")
    let silence = try #require(fixture.sessions[0].lose(.silent))
    let late = fixture.client.post(sid, "4y")
    fixture.scheduler.advance(by: .milliseconds(500))
    #expect(fixture.notes.last == "handler: ping timeout")
    #expect(post.text == "ok")
    #expect(poll.text == "4x")
    #expect(late.response == nil)
    #expect(!late.isAborted)
    silence.end()
    #expect(late.isAborted)
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test func aHeldRequestWhoseClientLeavesIsForgotten() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let silence = try #require(fixture.sessions[0].lose(.silent))
    let post = fixture.client.post(sid, "4x")
    post.leave()
    silence.end()
    #expect(post.response == nil)
    #expect(fixture.client.poll(sid).response == nil)
  }

  @Test func silencesOverlap() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    let first = try #require(fixture.sessions[0].lose(.silent))
    let second = try #require(fixture.sessions[0].lose(.silent))
    first.end()
    #expect(stream.isSilent)
    second.end()
    #expect(!stream.isSilent)
  }

  @Test func anUpgradeDuringTheSilenceGoesOnAfterIt() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let silence = try #require(fixture.sessions[0].lose(.silent))
    let stream = try fixture.client.openWebSocket(sid: sid)
    #expect(stream.isSilent)
    silence.end()
    #expect(!stream.isSilent)
    stream.receive("2probe")
    #expect(stream.take() == ["3probe"])
  }
}
