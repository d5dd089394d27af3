import SocketIOServer
import TestSupport
import Testing

/// What is to happen once a client has what was sent to it.
@Suite struct DeliveryTests {
  private let fixture = EngineFixture()

  @Test func overAWebSocketItIsNow() throws {
    _ = try fixture.client.openWebSocket()
    fixture.sessions[0].send("last words")
    fixture.loseAfterDelivery()
    #expect(fixture.notes.last == "handler: forced close")
  }

  @Test func aPollThatWaitsHasTakenItAlready() throws {
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    fixture.sessions[0].send("last words")
    fixture.loseAfterDelivery()
    #expect(poll.text == "4last words")
    #expect(fixture.notes.last == "handler: forced close")
  }

  @Test func betweenTwoPollsTheNextOneTakesIt() throws {
    let sid = try fixture.client.open()
    fixture.sessions[0].send("last words")
    fixture.loseAfterDelivery()
    fixture.scheduler.advance(by: .milliseconds(100))
    #expect(!fixture.sessions[0].isClosed)
    #expect(fixture.client.poll(sid).text == "4last words")
    fixture.scheduler.advance(by: .zero)
    #expect(fixture.sessions[0].isClosed)
    #expect(fixture.client.poll(sid).status == 400)
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test func allPollsThatItTakesAreWaitedFor() throws {
    let fixture = EngineFixture { $0.pollPacketLimit = 1 }
    let sid = try fixture.client.open()
    for text in ["first", "last"] { fixture.sessions[0].send(text) }
    fixture.loseAfterDelivery()
    for text in ["first", "last"] {
      fixture.scheduler.advance(by: .zero)
      #expect(fixture.client.poll(sid).text == "4" + text)
    }
    fixture.scheduler.advance(by: .zero)
    #expect(fixture.sessions[0].isClosed)
  }

  @Test func anUpgradeTakesItToo() throws {
    let sid = try fixture.client.open()
    let stream = try fixture.client.openWebSocket(sid: sid)
    stream.receive("2probe")
    fixture.sessions[0].send("last words")
    fixture.loseAfterDelivery()
    stream.receive("5")
    #expect(stream.take() == ["3probe", "4last words"])
    fixture.scheduler.advance(by: .zero)
    #expect(fixture.sessions[0].isClosed)
  }

  @Test func aClientThatDoesNotComeIsNotWaitedForLong() throws {
    let fixture = EngineFixture { $0.pingInterval = .seconds(60) }
    _ = try fixture.client.open()
    fixture.sessions[0].send("last words")
    fixture.loseAfterDelivery()
    fixture.scheduler.advance(by: .milliseconds(1_999))
    #expect(!fixture.sessions[0].isClosed)
    fixture.scheduler.advance(by: .milliseconds(1))
    #expect(fixture.sessions[0].isClosed)
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test func theEndOfTheSessionEndsTheWait() throws {
    _ = try fixture.client.open()
    fixture.sessions[0].send("last words")
    var count = 0
    fixture.sessions[0].afterDelivery { count += 1 }
    fixture.sessions[0].abort()
    #expect(count == 0)
    fixture.scheduler.advance(by: .zero)
    #expect(count == 1)
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test(arguments: [Loss.reset, .silent])
  func aWebSocketIsLostOnceItIsWritten(_ loss: Loss) throws {
    let fixture = EngineFixture { $0.pingInterval = .seconds(60) }
    let stream = try fixture.client.openWebSocket()
    _ = stream.take()
    fixture.sessions[0].send("last words")
    stream.pendingByteCount = 11
    fixture.sessions[0].loseAfterDelivery(loss)
    fixture.sessions[0].send("too late")
    fixture.scheduler.advance(by: .milliseconds(500))
    #expect(!stream.isAborted && !stream.isSilent)
    stream.pendingByteCount = 0
    fixture.scheduler.advance(by: .milliseconds(10))
    #expect(stream.isAborted == (loss == .reset))
    #expect(stream.isSilent == (loss == .silent))
    #expect(fixture.sessions[0].isClosed == (loss == .reset))
    #expect(stream.take() == ["4last words"])
    // The heartbeat of a client that hears nothing.
    #expect(fixture.scheduler.pendingCount == (loss == .silent ? 1 : 0))
  }

  @Test func aWebSocketThatTakesNothingIsNotWaitedForLong() throws {
    let fixture = EngineFixture { $0.pingInterval = .seconds(60) }
    let stream = try fixture.client.openWebSocket()
    stream.pendingByteCount = 11
    fixture.sessions[0].loseAfterDelivery(.reset)
    fixture.scheduler.advance(by: .milliseconds(1_999))
    #expect(!stream.isAborted)
    fixture.scheduler.advance(by: .milliseconds(1))
    #expect(stream.isAborted)
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test func theEndOfAWebSocketEndsTheWait() throws {
    let stream = try fixture.client.openWebSocket()
    stream.pendingByteCount = 11
    fixture.loseAfterDelivery()
    stream.lose()
    fixture.scheduler.advance(by: .zero)
    #expect(fixture.notes.last == "handler: transport close")
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test(arguments: [Loss.reset, .silent])
  func whatIsSentOnceAPollingClientIsAboutToBeLostIsDropped(_ loss: Loss) throws {
    let sid = try fixture.client.open()
    fixture.sessions[0].send("last words")
    fixture.sessions[0].loseAfterDelivery(loss)
    fixture.sessions[0].send("too late")
    #expect(fixture.client.poll(sid).text == "4last words")
    fixture.scheduler.advance(by: .zero)
    let next = fixture.client.poll(sid)
    #expect(next.status == (loss == .reset ? 400 : nil))
    #expect(fixture.scheduler.pendingCount == (loss == .reset ? 0 : 1))
  }

  @Test(arguments: [Loss.reset, .silent])
  func aPollThatWaitsWhileAPostIsReadTakesItAfterThePost(_ loss: Loss) throws {
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    fixture.onText = { session in
      session.send("last words")
      session.loseAfterDelivery(loss)
      session.send("too late")
    }
    #expect(fixture.client.post(sid, "4x").status == 200)
    #expect(poll.text == "4last words")
    fixture.scheduler.advance(by: .zero)
    #expect(fixture.client.poll(sid).status == (loss == .reset ? 400 : nil))
  }

  @Test func aResetCutsAPollThatWaits() throws {
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    fixture.sessions[0].loseAfterDelivery(.reset)
    #expect(poll.isAborted)
    #expect(fixture.client.poll(sid).status == 400)
  }
}

extension EngineFixture {
  fileprivate func loseAfterDelivery() {
    let session = sessions[0]
    session.afterDelivery { session.lose(.reset) }
  }
}
