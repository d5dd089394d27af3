import EngineIO
import HTTP1
import SocketIOServer
import TestSupport
import Testing

@Suite struct EngineUpgradeTests {
  @Test func aClientGoesOnToAWebSocket() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    let stream = try fixture.client.openWebSocket(sid: sid)
    #expect(stream.take().isEmpty)
    stream.receive("2probe")
    #expect(stream.take() == ["3probe"])
    #expect(poll.text == "6")
    stream.receive("5")
    #expect(fixture.notes.last == "upgraded")
    #expect(fixture.sessions[0].transport == .webSocket)
    stream.receive("4hello")
    #expect(stream.take() == ["4hello"])
  }

  @Test func afterwardsPollingIsGone() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    _ = try upgrade(fixture, sid)
    #expect(fixture.client.poll(sid).text == #"{"code":3,"message":"Bad request"}"#)
    #expect(fixture.client.post(sid, "4a").status == 400)
    #expect(try fixture.client.openWebSocket(sid: sid).closeCode == 1000)
    #expect(!fixture.sessions[0].isClosed)
  }

  @Test(arguments: 0...5)
  func packetsQueuedInAnyPhaseArriveOnceAndInOrder(pollAt: Int) throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    var polls: [RecordingExchange] = []
    func phase(_ number: Int) {
      if number == pollAt { polls.append(fixture.client.poll(sid)) }
      fixture.sessions[0].send("\(number)a")
      fixture.sessions[0].send("\(number)b")
    }
    phase(0)
    let stream = try fixture.client.openWebSocket(sid: sid)
    phase(1)
    stream.receive("2probe")
    phase(2)
    phase(3)
    if pollAt == 4 { polls.append(fixture.client.poll(sid)) }
    stream.receive("5")
    fixture.sessions[0].send("5a")
    if pollAt == 5 { #expect(fixture.client.poll(sid).status == 400) }
    let polled = polls.compactMap(\.text).flatMap { $0.split(separator: "\u{1e}") }
    let received = polled.map(String.init) + stream.take().filter { $0 != "3probe" }
    #expect(
      received.filter { $0 != "6" } == [
        "40a", "40b", "41a", "41b", "42a", "42b", "43a", "43b", "45a",
      ])
  }

  @Test func binaryPacketsGoOverAsBinary() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    fixture.sessions[0].send(binary: [1, 2].span)
    let stream = try upgrade(fixture, sid)
    #expect(stream.take() == ["3probe", "[1, 2]"])
  }

  @Test func aPollDuringTheUpgradeIsReleasedAtOnce() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let stream = try fixture.client.openWebSocket(sid: sid)
    let before = fixture.client.poll(sid)
    #expect(before.response == nil)
    stream.receive("2probe")
    #expect(before.text == "6")
    #expect(fixture.client.poll(sid).text == "6")
    fixture.sessions[0].send("a")
    #expect(fixture.client.poll(sid).text == "4a")
  }

  @Test func postsDuringTheUpgradeCount() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let stream = try fixture.client.openWebSocket(sid: sid)
    stream.receive("2probe")
    #expect(fixture.client.post(sid, "4late").status == 200)
    stream.receive("5")
    #expect(stream.take() == ["3probe", "4late"])
  }

  @Test(arguments: ["5", "4hello", "2", "2prob", "2probes", "3probe", "", "x", "1"])
  func aProbeThatSaysSomethingElseIsDropped(packet: String) throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let poll = fixture.client.poll(sid)
    let stream = try fixture.client.openWebSocket(sid: sid)
    stream.receive(packet)
    #expect(stream.closeCode == 1000)
    stream.receive("2probe")
    #expect(stream.take().isEmpty)
    fixture.client.post(sid, "4a")
    #expect(poll.text == "4a")
    _ = try upgrade(fixture, sid)
    #expect(fixture.sessions[0].transport == .webSocket)
  }

  @Test func aBinaryProbeIsDropped() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let stream = try fixture.client.openWebSocket(sid: sid)
    stream.receive([1])
    #expect(stream.closeCode == 1000)
    #expect(!fixture.sessions[0].isClosed)
  }

  @Test(arguments: [false, true])
  func aProbeThatStallsIsDroppedAfterTenSeconds(isProbed: Bool) throws {
    let fixture = EngineFixture { $0.pingInterval = .seconds(25) }
    let sid = try fixture.client.open()
    let stream = try fixture.client.openWebSocket(sid: sid)
    if isProbed { stream.receive("2probe") }
    fixture.scheduler.advance(by: .milliseconds(9_999))
    #expect(stream.closeCode == nil)
    fixture.scheduler.advance(by: .milliseconds(1))
    #expect(stream.closeCode == 1000)
    let poll = fixture.client.poll(sid)
    #expect(poll.response == nil)
    fixture.client.post(sid, "4a")
    #expect(poll.text == "4a")
    #expect(fixture.scheduler.pendingCount == 1)
  }

  @Test func aProbeThatIsLostLeavesPollingAlone() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let stream = try fixture.client.openWebSocket(sid: sid)
    stream.receive("2probe")
    stream.lose()
    #expect(fixture.client.poll(sid).response == nil)
    #expect(fixture.scheduler.pendingCount == 1)
    _ = try fixture.client.openWebSocket(sid: sid)
  }

  @Test func aSecondWebSocketDuringTheUpgradeIsClosed() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let first = try fixture.client.openWebSocket(sid: sid)
    let second = try fixture.client.openWebSocket(sid: sid)
    #expect(second.closeCode == 1000)
    first.receive("2probe")
    first.receive("5")
    #expect(fixture.sessions[0].transport == .webSocket)
  }

  @Test func theEndOfTheSessionEndsItsProbe() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let stream = try fixture.client.openWebSocket(sid: sid)
    fixture.client.post(sid, "1")
    #expect(stream.closeCode == 1000)
    #expect(fixture.scheduler.pendingCount == 0)
    stream.receive("2probe")
    stream.lose()
    #expect(fixture.notes == ["opened polling", "handler: transport close"])
  }

  @Test func heartbeatsGoOnAcrossTheUpgrade() throws {
    let fixture = EngineFixture()
    let sid = try fixture.client.open()
    let stream = try fixture.client.openWebSocket(sid: sid)
    stream.receive("2probe")
    fixture.scheduler.advance(by: .milliseconds(300))
    stream.receive("5")
    #expect(stream.take() == ["3probe", "2"])
    stream.receive("3")
    fixture.scheduler.advance(by: .milliseconds(300))
    #expect(stream.take() == ["2"])
  }

  @Test func isRefusedWhenItIsSwitchedOff() throws {
    let fixture = EngineFixture { $0.allowsUpgrades = false }
    let sid = try fixture.client.open()
    let response = fixture.client.refusedWebSocket("EIO=4&transport=websocket&sid=\(sid)")
    #expect(response?.status.code == 400)
  }

  private func upgrade(_ fixture: EngineFixture, _ sid: String) throws -> RecordingStream {
    let stream = try fixture.client.openWebSocket(sid: sid)
    stream.receive("2probe")
    stream.receive("5")
    return stream
  }
}
