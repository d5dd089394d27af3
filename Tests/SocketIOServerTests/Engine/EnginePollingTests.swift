import EngineIO
import HTTP1
import SocketIOServer
import TestSupport
import Testing

@Suite struct EnginePollingTests {
  @Test func aPostIsAnsweredOkAndEchoedByThePendingPoll() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    #expect(poll.response == nil)
    let post = fixture.client.post(sid, "4hello")
    #expect(post.status == 200)
    #expect(post.text == "ok")
    #expect(post.response?.headers["Content-Type"] == "text/html")
    #expect(poll.text == "4hello")
    #expect(poll.response?.headers["Cache-Control"] == "no-store")
  }

  @Test func aPollIsAnsweredAtOnceWithAllThatIsQueued() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    fixture.client.post(sid, "4a\u{1e}bAQID\u{1e}4€")
    #expect(fixture.client.poll(sid).text == "4a\u{1e}bAQID\u{1e}4€")
    #expect(fixture.client.poll(sid).response == nil)
  }

  @Test func allThatOnePostBringsForthLeavesInOneResponse() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    fixture.client.post(sid, "41\u{1e}42\u{1e}43")
    #expect(poll.text == "41\u{1e}42\u{1e}43")
  }

  @Test func aPollTakesSixteenPacketsAtMost() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    for number in 0..<40 { fixture.sessions[0].send("\(number)") }
    let texts = (0..<3).compactMap { _ in fixture.client.poll(sid).text }
    let packets = texts.map { $0.split(separator: "\u{1e}").map(String.init) }
    #expect(packets.map(\.count) == [16, 16, 8])
    #expect(packets.flatMap { $0 } == (0..<40).map { "4\($0)" })
  }

  @Test func whatTheServerSendsLaterAnswersThePendingPoll() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    fixture.sessions[0].send("one")
    fixture.sessions[0].send("two")
    #expect(poll.text == "4one")
    #expect(fixture.client.poll(sid).text == "4two")
  }

  @Test func twoPollsAtATimeEndTheSession() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let first = fixture.client.poll(sid)
    let second = fixture.client.poll(sid)
    #expect(first.status == 200)
    #expect(first.text == "1")
    #expect(second.status == 400)
    #expect(second.text == #"{"code":3,"message":"Bad request"}"#)
    #expect(fixture.client.poll(sid).text == #"{"code":1,"message":"Session ID unknown"}"#)
    #expect(
      fixture.notes == [
        "opened polling", "violation: two polls at a time", "handler: transport error",
      ])
  }

  @Test func twoPostsAtATimeEndTheSession() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    let target = "/engine.io/?EIO=4&transport=polling&sid=\(sid)"
    #expect(fixture.server.bodyLimit(for: try EnginePollingTests.head(target)) == 1_000_000)
    _ = fixture.server.bodyLimit(for: try EnginePollingTests.head(target))
    #expect(poll.text == "1")
    #expect(fixture.client.post(sid, "4a").status == 400)
    #expect(fixture.notes.contains("violation: two posts at a time"))
  }

  @Test func postsOneAfterAnotherAreFine() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let target = "/engine.io/?EIO=4&transport=polling&sid=\(sid)"
    for _ in 0..<3 {
      _ = fixture.server.bodyLimit(for: try EnginePollingTests.head(target))
      #expect(fixture.client.post(sid, "4a").status == 200)
    }
  }

  @Test(arguments: ["abc", "", "4a\u{1e}", "4a\u{1e}7", "b!", "0", "5", "2", "2probe"])
  func aPayloadThatBreaksTheFormatEndsTheSession(body: String) throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    #expect(fixture.client.post(sid, body).status == 400)
    #expect(poll.text?.hasSuffix("1") == true)
    #expect(fixture.client.poll(sid).status == 400)
    #expect(fixture.notes.count == 3)
    #expect(fixture.notes[1].hasPrefix("violation: "))
  }

  @Test func aPayloadThatIsTooLargeGets413AndEndsTheSession() throws {
    let fixture = EngineFixture { $0.maxPayload = 10 }
    let sid = try fixture.client.open()
    #expect(fixture.client.post(sid, "4123456789").status == 200)
    #expect(fixture.client.post(sid, "41234567890").status == 413)
    #expect(fixture.client.poll(sid).status == 400)
    #expect(fixture.notes.last == "handler: transport error")
  }

  @Test func aBodyThatTheHostRefusedEndsTheSession() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    let response = fixture.server.payloadTooLarge(
      target: "/engine.io/?EIO=4&transport=polling&sid=\(sid)")
    #expect(response.status.code == 413)
    #expect(poll.text == "1")
    #expect(fixture.server.payloadTooLarge(target: "/x").status.code == 413)
  }

  @Test(arguments: [HTTPMethod.put, .delete, .head, .options])
  func otherMethodsAreRefusedAndHarmless(method: HTTPMethod) throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    #expect(fixture.client.send(method, "EIO=4&transport=polling&sid=\(sid)").status == 400)
    #expect(fixture.client.post(sid, "4a").status == 200)
  }

  @Test func aClosePacketEndsTheSessionAtOnce() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    let post = fixture.client.post(sid, "1")
    #expect(post.status == 200)
    #expect(poll.status == 200)
    #expect(poll.text == "6")
    #expect(fixture.client.poll(sid).status == 400)
    #expect(fixture.client.post(sid, "4a").status == 400)
    #expect(fixture.notes == ["opened polling", "handler: transport close"])
  }

  @Test func nothingAfterAClosePacketCounts() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    fixture.client.post(sid, "4a\u{1e}1\u{1e}4b")
    #expect(poll.text == "4a\u{1e}6")
  }

  @Test func aPollThatIsCutOffEndsTheSession() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    fixture.client.poll(sid).leave()
    #expect(fixture.client.poll(sid).status == 400)
    #expect(fixture.notes.last == "handler: transport error")
  }

  @Test func aPollThatWasAnsweredMayBeCutOff() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    fixture.sessions[0].send("a")
    poll.leave()
    #expect(!fixture.sessions[0].isClosed)
  }

  @Test func theQueueIsBoundedInPackets() throws {
    let fixture = EngineFixture { $0.queuedPacketLimit = 3 }
    let sid = try fixture.client.open()
    for _ in 0..<3 { fixture.sessions[0].send("a") }
    #expect(!fixture.sessions[0].isClosed)
    fixture.sessions[0].send("a")
    #expect(fixture.sessions[0].isClosed)
    #expect(fixture.client.post(sid, "4a").status == 400)
    #expect(fixture.notes.last == "handler: forced close")
  }

  @Test func theQueueIsBoundedInBytes() throws {
    let fixture = EngineFixture { $0.queuedByteLimit = 10 }
    _ = try fixture.client.open()
    fixture.sessions[0].send("123456789")
    #expect(!fixture.sessions[0].isClosed)
    fixture.sessions[0].send("1")
    #expect(fixture.sessions[0].isClosed)
  }

  @Test func aPendingPollHearsOfTheServersClose() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    fixture.sessions[0].close()
    #expect(poll.text == "1")
    #expect(fixture.client.poll(sid).status == 400)
  }

  @Test func theLastWordsOfTheServerWaitForTheNextPoll() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    fixture.sessions[0].send("bye")
    fixture.sessions[0].close()
    #expect(fixture.client.post(sid, "4a").status == 400)
    #expect(fixture.client.poll(sid).text == "4bye\u{1e}1")
    #expect(fixture.client.poll(sid).status == 400)
  }

  @Test func theLastWordsOfTheServerWaitNoLongerThanThePingTimeout() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    fixture.sessions[0].send("bye")
    fixture.sessions[0].close()
    fixture.scheduler.advance(by: .milliseconds(200))
    #expect(fixture.client.poll(sid).status == 400)
    #expect(fixture.scheduler.pendingCount == 0)
  }

  static func head(_ target: String) throws -> RequestHead {
    let text = Array("POST \(target) HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n".utf8)
    var decoder = RequestDecoder()
    var position = 0
    guard case .head(let head) = try decoder.next(in: text.span, at: &position) else {
      throw NoHead()
    }
    return head
  }

  struct NoHead: Error {}
}
