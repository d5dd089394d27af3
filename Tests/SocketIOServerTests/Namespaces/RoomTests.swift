import HostInterface
import JSON
import SocketIOServer
import Testing

@Suite struct RoomTests {
  private let event = EncodedEvent(encoded: Array(#"["e",1]"#.utf8))

  /// Which of the streams got the event, by number.
  private func receivers(_ streams: [RecordingStream]) -> [Int] {
    streams.indices.filter { streams[$0].take() == [#"42["e",1]"#] }
  }

  @Test func aRoomIsHeardByItsMembersOnly() throws {
    let fixture = SocketFixture()
    let streams = try fixture.join(count: 5)
    for index in [0, 2, 4] { fixture.sockets[index].join("r") }
    fixture.sockets[0].join("r")
    fixture.main.to("r").emit(event)
    #expect(receivers(streams) == [0, 2, 4])
    fixture.sockets[2].leave("r")
    fixture.sockets[2].leave("r")
    fixture.main.to("r").emit("e", 1)
    #expect(receivers(streams) == [0, 4])
  }

  @Test func everybodyAndEverybodyElse() throws {
    let fixture = SocketFixture()
    let streams = try fixture.join(count: 4)
    fixture.main.emit("e", 1)
    #expect(receivers(streams) == [0, 1, 2, 3])
    fixture.sockets[1].broadcast.emit("e", 1)
    #expect(receivers(streams) == [0, 2, 3])
    fixture.main.except(fixture.sockets[3].id).emit(event)
    #expect(receivers(streams) == [0, 1, 2])
  }

  @Test func aSocketIsInTheRoomOfItsID() throws {
    let fixture = SocketFixture()
    let streams = try fixture.join(count: 3)
    let id = fixture.sockets[1].id
    #expect(fixture.sockets[1].rooms == [id])
    #expect(fixture.sockets[1].isIn(id))
    fixture.main.to(id).emit(event)
    #expect(receivers(streams) == [1])
    fixture.sockets[2].join(id)
    fixture.main.to(id).emit(event)
    #expect(receivers(streams) == [1, 2])
    fixture.main.emit(event, to: id, except: fixture.sockets[2])
    #expect(receivers(streams) == [1])
  }

  @Test func severalRoomsReachASocketOnce() throws {
    let fixture = SocketFixture()
    let streams = try fixture.join(count: 5)
    for index in [0, 1, 2] { fixture.sockets[index].join("a") }
    for index in [1, 2, 3] { fixture.sockets[index].join("b") }
    fixture.sockets[2].join("muted")
    fixture.main.to("a").to("b").emit(event)
    #expect(receivers(streams) == [0, 1, 2, 3])
    fixture.main.to("a").to("b").except("muted").except(fixture.sockets[0].id).emit(event)
    #expect(receivers(streams) == [1, 3])
    fixture.sockets[0].to("a").emit(event)
    #expect(receivers(streams) == [1, 2])
  }

  @Test func theShortestWayDoesTheSame() throws {
    let fixture = SocketFixture()
    let streams = try fixture.join(count: 4)
    for socket in fixture.sockets { socket.join("r") }
    fixture.main.emit(event, to: "r")
    #expect(receivers(streams) == [0, 1, 2, 3])
    fixture.main.emit(event, to: "r", except: fixture.sockets[2])
    #expect(receivers(streams) == [0, 1, 3])
    fixture.main.emit(event, to: "nowhere")
    #expect(receivers(streams).isEmpty)
  }

  @Test func aBroadcastIsFramedOnceForMany() throws {
    let fixture = SocketFixture()
    let streams = try fixture.join(count: 5)
    for socket in fixture.sockets { socket.join("r") }
    fixture.main.emit(event, to: "r")
    #expect(streams.map(\.sharedCount) == [1, 1, 1, 1, 1])
    for socket in fixture.sockets.dropFirst(2) { socket.leave("r") }
    fixture.main.emit(event, to: "r")
    #expect(streams.map(\.sharedCount) == [1, 1, 1, 1, 1])
    #expect(receivers(Array(streams.suffix(3))) == [0, 1, 2])
  }

  @Test(arguments: [1, 3])
  func binaryGoesToMany(count: Int) throws {
    let fixture = SocketFixture()
    let streams = try fixture.join(count: count)
    let event = EncodedEvent(
      encoded: Array(#"["b",{"_placeholder":true,"num":0}]"#.utf8), attachments: [[1, 2]])
    fixture.main.emit(event)
    for stream in streams {
      #expect(stream.take() == [#"451-["b",{"_placeholder":true,"num":0}]"#, "[1, 2]"])
    }
  }

  @Test func aBroadcastReachesPollingClients() throws {
    let fixture = SocketFixture()
    let streams = try fixture.join(count: 3)
    let sid = try fixture.client.open()
    fixture.client.post(sid, "40")
    _ = fixture.client.poll(sid)
    let poll = fixture.client.poll(sid)
    fixture.main.emit(event)
    #expect(poll.text == #"42["e",1]"#)
    #expect(receivers(streams) == [0, 1, 2])
  }

  @Test func eachNamespaceHasRoomsOfItsOwn() throws {
    let fixture = SocketFixture()
    let custom = fixture.server.namespace("/custom")
    fixture.watch(custom)
    let stream = try fixture.join()
    stream.receive("40/custom,")
    for socket in fixture.sockets { socket.join("r") }
    _ = stream.take()
    custom.to("r").emit("e", 1)
    #expect(stream.take() == [#"42/custom,["e",1]"#])
  }

  @Test func whoIsGoneIsInNoRoom() throws {
    let fixture = SocketFixture()
    let streams = try fixture.join(count: 3)
    for socket in fixture.sockets { socket.join("r") }
    var rooms: [String] = []
    fixture.main.onDisconnection = { socket, _ in
      rooms = socket.rooms
      fixture.main.to("r").emit(EncodedEvent("bye"))
    }
    let id = fixture.sockets[0].id
    streams[0].lose()
    #expect(rooms == [id, "r"])
    #expect(streams.map { $0.take() } == [[], [#"42["bye"]"#], [#"42["bye"]"#]])
    fixture.main.emit(event, to: "r")
    #expect(receivers(streams) == [1, 2])
  }

  @Test func aSocketThatIsLostDuringABroadcastDisturbsNobody() throws {
    let fixture = SocketFixture()
    let streams = try fixture.join(count: 4)
    for socket in fixture.sockets { socket.join("r") }
    fixture.main.onDisconnection = { [unowned fixture] _, _ in
      for socket in fixture.sockets.dropFirst(2) { socket.leave("r") }
    }
    streams[0].onSend = { [unowned stream = streams[0]] in stream.lose() }
    fixture.main.emit(event, to: "r")
    #expect(receivers(streams) == [0, 1, 2, 3])
    fixture.main.emit(event, to: "r")
    #expect(receivers(streams) == [1])
  }

  @Test func manyComeAndGo() throws {
    let fixture = SocketFixture()
    let streams = try fixture.join(count: 12)
    var random = SeededRandom(seed: 7)
    var expected: [String: Set<Int>] = [:]
    for _ in 0..<2_000 {
      let index = Int.random(in: 0..<12, using: &random)
      let room = "r\(Int.random(in: 0..<4, using: &random))"
      if Bool.random(using: &random) {
        fixture.sockets[index].join(room)
        expected[room, default: []].insert(index)
      } else {
        fixture.sockets[index].leave(room)
        expected[room]?.remove(index)
      }
    }
    for (room, members) in expected {
      fixture.main.emit(event, to: room)
      #expect(receivers(streams) == members.sorted())
    }
    for index in streams.indices {
      let rooms = Set(expected.filter { $0.value.contains(index) }.keys)
      #expect(Set(fixture.sockets[index].rooms.dropFirst()) == rooms)
    }
  }

  @Test func theRoomsOfASocketAreBounded() throws {
    let fixture = SocketFixture { $0.roomLimit = 3 }
    let stream = try fixture.join()
    for room in ["a", "b", "c", "a"] { fixture.sockets[0].join(room) }
    #expect(stream.closeCode == nil)
    fixture.sockets[0].join("d")
    #expect(stream.closeCode == 1000)
    #expect(fixture.notes == ["violation: more than 3 rooms", "/: forced close"])
    #expect(!fixture.main.hasRoom("a") && !fixture.main.hasRoom("d"))
  }

  @Test func aSelectionCanBeMovedAndPutOut() throws {
    let fixture = SocketFixture()
    let streams = try fixture.join(count: 3)
    fixture.sockets[0].join("a")
    fixture.sockets[1].join("a")
    fixture.main.to("a").join("b")
    fixture.main.to("a").except(fixture.sockets[0].id).leave("a")
    fixture.main.to("b").emit(event)
    #expect(receivers(streams) == [0, 1])
    fixture.main.to("a").emit(event)
    #expect(receivers(streams) == [0])
    #expect(fixture.main.to("b").sockets.count == 2)
    fixture.main.to("b").disconnect()
    #expect(fixture.main.sockets.count == 1)
    #expect(streams.map { $0.take() } == [["41"], ["41"], []])
  }

  @Test func volatileBroadcastsPassSlowClientsOver() throws {
    let fixture = SocketFixture()
    let streams = try fixture.join(count: 4)
    streams[2].pendingByteCount = 1_000_000
    fixture.main.except("nobody").volatile.emit(event)
    #expect(receivers(streams) == [0, 1, 3])
  }
}
