import SocketIOServer
import TestSupport
import Testing

@Suite struct DisconnectTests {
  private func fixtureWithTwoNamespaces() -> SocketFixture {
    let fixture = SocketFixture()
    let custom = fixture.server.namespace("/custom")
    fixture.watch(custom)
    fixture.echo(fixture.main)
    fixture.echo(custom)
    return fixture
  }

  @Test func leavingOneNamespaceKeepsTheOthers() throws {
    let fixture = fixtureWithTwoNamespaces()
    let stream = try fixture.join()
    stream.receive("40/custom,")
    #expect(fixture.sockets[0].id != fixture.sockets[1].id)
    stream.receive("41/custom,")
    stream.receive(#"42["message",1]"#)
    #expect(stream.take().last == #"42["message-back",1]"#)
    #expect(fixture.notes == ["/custom: client namespace disconnect"])
    #expect(fixture.server.namespace("/custom").sockets.isEmpty)
  }

  @Test func theLastNamespaceLeftKeepsTheConnection() throws {
    let fixture = fixtureWithTwoNamespaces()
    let stream = try fixture.join()
    stream.receive("41")
    #expect(stream.closeCode == nil)
    stream.receive("40/custom,")
    #expect(fixture.sockets.count == 2)
  }

  @Test func theServerPutsASocketOut() throws {
    let fixture = fixtureWithTwoNamespaces()
    let stream = try fixture.join()
    stream.receive("40/custom,")
    _ = stream.take()
    fixture.sockets[1].disconnect()
    fixture.sockets[1].disconnect()
    #expect(stream.take() == ["41/custom,"])
    #expect(stream.closeCode == nil)
    #expect(fixture.notes == ["/custom: server namespace disconnect"])
  }

  @Test func whatWasOnItsWayToANamespaceLeftByForceIsNoViolation() throws {
    let fixture = fixtureWithTwoNamespaces()
    let stream = try fixture.join("40/custom,")
    fixture.sockets[0].disconnect()
    _ = stream.take()
    stream.receive(#"42/custom,["message",1]"#)
    stream.receive("41/custom,")
    #expect(stream.closeCode == nil)
    #expect(stream.take().isEmpty)
    stream.receive("40/custom,")
    stream.receive(#"42/custom,["message",1]"#)
    #expect(stream.take().last == #"42/custom,["message-back",1]"#)
  }

  @Test func theServerClosesTheWholeConnection() throws {
    let fixture = fixtureWithTwoNamespaces()
    let stream = try fixture.join()
    stream.receive("40/custom,")
    _ = stream.take()
    fixture.sockets[1].disconnect(closingConnection: true)
    #expect(stream.take() == ["41", "41/custom,"])
    #expect(stream.closeCode == 1000)
    #expect(
      fixture.notes == ["/: server namespace disconnect", "/custom: server namespace disconnect"])
  }

  @Test func aPollingClientHearsThatItIsPutOut() throws {
    let fixture = SocketFixture()
    let sid = try fixture.client.open()
    fixture.client.post(sid, "40")
    _ = fixture.client.poll(sid)
    fixture.sockets[0].disconnect(closingConnection: true)
    #expect(fixture.client.poll(sid).text == "41\u{1e}1")
  }

  @Test func theLossOfTheConnectionEndsAllSockets() throws {
    let fixture = fixtureWithTwoNamespaces()
    let stream = try fixture.join()
    stream.receive("40/custom,")
    stream.lose()
    #expect(fixture.notes == ["/: transport close", "/custom: transport close"])
    #expect(fixture.main.sockets.isEmpty)
    #expect(!fixture.sockets[0].isConnected)
    fixture.sockets[0].emit("a")
    fixture.sockets[0].join("room")
    #expect(!fixture.main.hasRoom("room"))
  }

  @Test func shuttingDownTellsNobodyToStayAway() throws {
    let fixture = fixtureWithTwoNamespaces()
    let stream = try fixture.join()
    fixture.server.shutDown()
    #expect(stream.take().isEmpty)
    #expect(stream.closeCode == 1000)
    #expect(fixture.notes == ["/: server shutting down"])
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test(arguments: [
    ("4", "parse error"), ("4abc", "parse error"), ("47", "parse error"),
    ("42{}", "parse error"), ("42[]", "parse error"), (#"42abc["message",1]"#, "parse error"),
    (#"42["connect"]"#, "parse error"), ("43[]", "parse error"), ("451-[", "parse error"),
    ("4599999-[\"a\"]", "parse error"), ("40[]", "parse error"), ("41{}", "parse error"),
    ("44{}", "forced close"), (#"42/custom,["a"]"#, "forced close"),
    ("41/custom,", "forced close"), ("430/custom,[]", "parse error"),
  ])
  func aBrokenPacketClosesItsConnectionOnly(packet: String, reason: String) throws {
    let fixture = fixtureWithTwoNamespaces()
    let streams = try fixture.join(count: 2)
    streams[0].receive(packet)
    #expect(streams[0].closeCode == 1000)
    #expect(fixture.notes.count == 2)
    #expect(fixture.notes.first?.hasPrefix("violation: ") == true)
    #expect(fixture.notes.last == "/: \(reason)")
    streams[0].receive(#"42["message"]"#)
    streams[1].receive(#"42["message"]"#)
    #expect(streams[0].take().isEmpty)
    #expect(streams[1].take() == [#"42["message-back"]"#])
  }

  @Test func anEventBeforeConnectCloses() throws {
    let fixture = SocketFixture()
    let stream = try fixture.open()
    stream.receive(#"42["message"]"#)
    #expect(stream.closeCode == 1000)
    #expect(fixture.notes == ["violation: a packet for a namespace that was not joined"])
  }

  @Test func binaryThatNobodyAnnouncedCloses() throws {
    let fixture = SocketFixture()
    let stream = try fixture.join()
    stream.receive([1])
    #expect(stream.closeCode == 1000)
  }

  @Test func textInsteadOfAnAttachmentCloses() throws {
    let fixture = SocketFixture()
    let stream = try fixture.join()
    stream.receive(#"451-["a",{"_placeholder":true,"num":0}]"#)
    stream.receive(#"42["a"]"#)
    #expect(stream.closeCode == 1000)
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test func attachmentsThatNeverComeClose() throws {
    let fixture = SocketFixture { $0.attachmentTimeout = .seconds(3) }
    let stream = try fixture.join()
    stream.receive(#"452-["a"]"#)
    fixture.scheduler.advance(by: .seconds(2))
    stream.receive([1])
    fixture.scheduler.advance(by: .milliseconds(2_999))
    #expect(stream.closeCode == nil)
    fixture.scheduler.advance(by: .milliseconds(1))
    #expect(stream.closeCode == 1000)
    #expect(fixture.notes == ["violation: attachments that did not come", "/: forced close"])
  }

  @Test func everythingIsReleased() throws {
    let fixture = fixtureWithTwoNamespaces()
    let stream = try fixture.join()
    stream.receive("40/custom,")
    fixture.sockets[0].join("room")
    weak let socket = fixture.sockets[0]
    weak let session = fixture.sockets[0].session
    fixture.sockets = []
    #expect(socket != nil)
    stream.lose()
    #expect(socket == nil)
    #expect(session == nil)
    #expect(!fixture.main.hasRoom("room"))
  }
}
