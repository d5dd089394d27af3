import JSON
import SocketIOServer
import TestSupport
import Testing

@Suite struct RecoveryTests {
  private func makeFixture(
    _ configure: (inout RecoveryConfiguration) -> Void = { _ in }
  ) -> SocketFixture {
    SocketFixture {
      var recovery = RecoveryConfiguration()
      configure(&recovery)
      $0.recovery = recovery
    }
  }

  /// What a client knows of its session.
  private struct Client {
    let stream: RecordingStream
    let sid: String
    let pid: String
    var offset = ""

    /// Takes what arrived: events without their offsets, which are remembered.
    mutating func take() throws -> [String] {
      try stream.take().map { packet in
        let event = try JSON(parsing: String(packet.dropFirst(2)))
        offset = event.arrayValue?.last?.stringValue ?? offset
        return event.arrayValue?.first?.stringValue ?? ""
      }
    }

    var auth: String { #"40{"pid":"\#(pid)","offset":"\#(offset)"}"# }
  }

  private func join(_ fixture: SocketFixture, _ packet: String = "40") throws -> Client {
    let stream = try fixture.open()
    stream.receive(packet)
    let answer = try JSON(parsing: String(try #require(stream.messages.first).dropFirst(2)))
    _ = stream.takeFirst()
    return Client(
      stream: stream, sid: try #require(answer["sid"]?.stringValue),
      pid: try #require(answer["pid"]?.stringValue))
  }

  @Test func isOffByDefault() throws {
    let fixture = SocketFixture()
    let stream = try fixture.open()
    stream.receive("40")
    #expect(stream.take().first?.contains("pid") == false)
    fixture.sockets[0].emit("a")
    #expect(stream.take() == [#"42["a"]"#])
  }

  @Test func sendsWhatWasMissedOnceAndInOrder() throws {
    let fixture = makeFixture()
    var client = try join(fixture)
    let other = try join(fixture)
    fixture.sockets[0].join("room")
    fixture.sockets[0].state = fixture
    fixture.main.emit("seen")
    #expect(try client.take() == ["seen"])
    client.stream.lose()
    fixture.main.emit("all")
    fixture.main.to("room").emit("room")
    fixture.main.emit(EncodedEvent("quick"), to: "room", except: fixture.sockets[1])
    fixture.main.to("elsewhere").emit("not mine")
    fixture.main.except("room").emit("not mine")
    fixture.main.to(client.sid).emit("me")
    fixture.sockets[1].emit("not mine")
    fixture.main.except("nobody").volatile.emit("volatile")
    fixture.scheduler.advance(by: .seconds(100))
    var again = try join(fixture, client.auth)
    #expect(again.sid == client.sid)
    #expect(again.pid == client.pid)
    #expect(try again.take() == ["all", "room", "quick", "me"])
    let socket = fixture.sockets[2]
    #expect(socket.isRecovered)
    #expect(socket.rooms == [client.sid, "room"])
    #expect(socket.state === fixture)
    fixture.main.emit("next")
    #expect(try again.take() == ["next"])
    again.stream.lose()
    var third = try join(fixture, again.auth)
    #expect(try third.take() == [])
    #expect(third.sid == client.sid)
    _ = other
  }

  @Test func addsNoOffsetToVolatileEventsAndQuestions() throws {
    let fixture = makeFixture()
    let client = try join(fixture)
    fixture.sockets[0].emit(EncodedEvent("a"), isVolatile: true)
    fixture.sockets[0].emit("b", [UInt8]().span, timeout: nil) { _ in }
    #expect(client.stream.take() == [#"42["a"]"#, #"420["b"]"#])
  }

  @Test func skipsTheAdmissionOfWhoWasLetInBefore() throws {
    let fixture = makeFixture()
    var client = try join(fixture)
    fixture.main.emit("a")
    _ = try client.take()
    client.stream.lose()
    fixture.main.admission = { _ in ConnectRefusal(message: "no") }
    #expect(try join(fixture, client.auth).sid == client.sid)
  }

  @Test(arguments: ["", "nonsense", "99", "abcdefgh.1"])
  func anUnknownOffsetMeansANewSocket(offset: String) throws {
    let fixture = makeFixture()
    var client = try join(fixture)
    fixture.main.emit("a")
    _ = try client.take()
    client.stream.lose()
    client.offset = offset
    let again = try join(fixture, client.auth)
    #expect(again.sid != client.sid)
    #expect(!fixture.sockets[1].isRecovered)
  }

  @Test func anUnknownPrivateIDMeansANewSocket() throws {
    let fixture = makeFixture()
    var client = try join(fixture)
    fixture.main.emit("a")
    _ = try client.take()
    let stranger = try join(fixture, #"40{"pid":"x","offset":"\#(client.offset)"}"#)
    #expect(stranger.sid != client.sid)
    let odd = try join(fixture, #"40{"pid":1,"offset":null}"#)
    #expect(odd.sid != client.sid)
  }

  @Test func isTooLateAfterTheTimeAllowed() throws {
    let fixture = makeFixture { $0.maximumDisconnection = .seconds(10) }
    var client = try join(fixture)
    fixture.main.emit("a")
    _ = try client.take()
    client.stream.lose()
    fixture.scheduler.advance(by: .milliseconds(10_001))
    #expect(try join(fixture, client.auth).sid != client.sid)
  }

  @Test func whoLeftOrWasPutOutIsNotTakenUpAgain() throws {
    for leaves in [true, false] {
      let fixture = makeFixture()
      var client = try join(fixture)
      fixture.main.emit("a")
      _ = try client.take()
      leaves ? client.stream.receive("41") : fixture.sockets[0].disconnect()
      #expect(try join(fixture, client.auth).sid != client.sid)
    }
  }

  @Test func aPrivateIDServesOnce() throws {
    let fixture = makeFixture()
    var client = try join(fixture)
    fixture.main.emit("a")
    _ = try client.take()
    client.stream.lose()
    #expect(try join(fixture, client.auth).sid == client.sid)
    #expect(try join(fixture, client.auth).sid != client.sid)
  }

  @Test func keepsNoMoreEventsThanItsLimit() throws {
    let fixture = makeFixture { $0.eventLimit = 3 }
    var client = try join(fixture)
    var late = try join(fixture)
    fixture.main.emit("0")
    _ = try late.take()
    fixture.main.emit("1")
    _ = try client.take()
    client.stream.lose()
    late.stream.lose()
    for number in 2..<4 { fixture.main.emit("\(number)") }
    #expect(try join(fixture, late.auth).sid != late.sid)
    var again = try join(fixture, client.auth)
    #expect(try again.take() == ["2", "3"])
  }

  @Test func remembersNoMoreSocketsThanItsLimit() throws {
    let fixture = makeFixture { $0.socketLimit = 2 }
    var clients = try (0..<3).map { _ in try join(fixture) }
    fixture.main.emit("a")
    for index in clients.indices {
      _ = try clients[index].take()
      clients[index].stream.lose()
    }
    let again = try clients.map { try join(fixture, $0.auth) }
    #expect(zip(clients, again).map { $0.sid == $1.sid } == [false, true, true])
  }
}
