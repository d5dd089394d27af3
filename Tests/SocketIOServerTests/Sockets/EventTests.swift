import JSON
import SocketIO
import SocketIOServer
import TestSupport
import Testing

@Suite struct EventTests {
  @Test(arguments: [
    "", #",1,"2",{"3":[true]}"#, ",1.50,1e3,-0,12345678901234567890",
    #",{"z":1,"a":{"y":2}},"\u00e9\/""#, ",null,[[],{}]",
  ])
  func argumentsComeBackExactly(arguments: String) throws {
    let fixture = SocketFixture()
    fixture.echo(fixture.main)
    let stream = try fixture.join()
    stream.receive(#"42["message"\#(arguments)]"#)
    stream.receive(#"427["message-with-ack"\#(arguments)]"#)
    #expect(
      stream.take() == [#"42["message-back"\#(arguments)]"#, "437[\(arguments.dropFirst())]"])
  }

  @Test func binaryArgumentsComeBackToo() throws {
    let fixture = SocketFixture()
    fixture.echo(fixture.main)
    let stream = try fixture.join()
    let two = #"{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}"#
    stream.receive(#"452-["message",\#(two)]"#)
    stream.receive([1, 2, 3])
    #expect(stream.take().isEmpty)
    stream.receive([4])
    #expect(stream.take() == [#"452-["message-back",\#(two)]"#, "[1, 2, 3]", "[4]"])
    stream.receive(#"452-789["message-with-ack",\#(two)]"#)
    stream.receive([5])
    stream.receive([6])
    #expect(stream.take() == ["462-789[\(two)]", "[5]", "[6]"])
  }

  @Test func binaryArgumentsTravelByPolling() throws {
    let fixture = SocketFixture()
    fixture.echo(fixture.main)
    let sid = try fixture.client.open()
    fixture.client.post(sid, "40")
    _ = fixture.client.poll(sid)
    fixture.client.post(
      sid, #"451-["message",{"_placeholder":true,"num":0}]"# + "\u{1e}bAQID")
    #expect(
      fixture.client.poll(sid).text
        == #"451-["message-back",{"_placeholder":true,"num":0}]"# + "\u{1e}bAQID")
  }

  @Test func handlersReadTheirArguments() throws {
    let fixture = SocketFixture()
    var seen: [String] = []
    fixture.main.on("a") { _, event in
      let arguments = event.arguments
      seen.append(
        "\(event.name) \(arguments.count) \(arguments[0]) \(arguments[1]) \(arguments[9])")
      let binary = arguments.node(2).flatMap(arguments.attachment)
      let plain = arguments.node(0).flatMap(arguments.attachment)
      seen.append("\(binary ?? []) \(plain == nil) \(event.wantsAcknowledgement)")
    }
    let stream = try fixture.join()
    stream.receive(#"451-["a",{"k":1},"two",{"_placeholder":true,"num":0}]"#)
    stream.receive([7])
    #expect(seen == [#"a 3 {"k":1} "two" null"#, "[7] true false"])
  }

  @Test func namesAreComparedWhateverTheirSpelling() throws {
    let fixture = SocketFixture()
    var seen: [String] = []
    for name in ["1", "é", "\"q\""] {
      fixture.main.on(name) { _, event in seen.append(event.name) }
    }
    let stream = try fixture.join()
    for packet in [#"42["1"]"#, "42[1]", #"42["é"]"#, #"42["\u00e9"]"#, #"42["\"q\""]"#] {
      stream.receive(packet)
    }
    #expect(seen == ["1", "1", "é", "é", "\"q\""])
  }

  @Test func aLaterHandlerTakesTheOthersPlace() throws {
    let fixture = SocketFixture()
    var seen: [Int] = []
    fixture.main.on("a") { _, _ in seen.append(1) }
    fixture.main.on("a") { _, _ in seen.append(2) }
    try fixture.join().receive(#"42["a"]"#)
    #expect(seen == [2])
  }

  @Test func eventsNobodyListensToAreIgnoredOrCaught() throws {
    let fixture = SocketFixture()
    let stream = try fixture.join()
    stream.receive(#"425["nobody"]"#)
    #expect(stream.take().isEmpty)
    fixture.main.onOtherEvent = { _, event in event.acknowledge(.string(event.name)) }
    stream.receive(#"426["nobody"]"#)
    #expect(stream.take() == [#"436["nobody"]"#])
  }

  @Test func emitsInEveryForm() throws {
    let fixture = SocketFixture()
    let stream = try fixture.join()
    let socket = fixture.sockets[0]
    socket.emit("none")
    socket.emit("values", 1, "two", ["k": nil])
    socket.emit("array", [1, 2])
    socket.emit("bytes", Array("1,2".utf8).span)
    var arguments = Arguments("x")
    arguments.append(binary: [9])
    socket.emit("binary", arguments)
    socket.emit(EncodedEvent("encoded", Arguments(true)))
    #expect(
      stream.take() == [
        #"42["none"]"#, #"42["values",1,"two",{"k":null}]"#, #"42["array",[1,2]]"#,
        #"42["bytes",1,2]"#,
        #"451-["binary","x",{"_placeholder":true,"num":0}]"#, "[9]", #"42["encoded",true]"#,
      ])
  }

  @Test func volatileEventsAreLeftOutWhenTheNetworkIsSlow() throws {
    let fixture = SocketFixture()
    let stream = try fixture.join()
    let socket = fixture.sockets[0]
    socket.emit(EncodedEvent("a"), isVolatile: true)
    stream.pendingByteCount = 65_537
    socket.emit(EncodedEvent("b"), isVolatile: true)
    socket.emit("c", Arguments(), isVolatile: true)
    socket.emit("d")
    #expect(stream.take() == [#"42["a"]"#, #"42["d"]"#])
  }

  @Test func volatileEventsNeedAPendingPoll() throws {
    let fixture = SocketFixture()
    let sid = try fixture.client.open()
    fixture.client.post(sid, "40")
    _ = fixture.client.poll(sid)
    fixture.sockets[0].emit(EncodedEvent("a"), isVolatile: true)
    let poll = fixture.client.poll(sid)
    #expect(poll.response == nil)
    fixture.sockets[0].emit(EncodedEvent("b"), isVolatile: true)
    #expect(poll.text == #"42["b"]"#)
  }

  @Test func aHandlerMayEndItsSocketAndGoOn() throws {
    let fixture = SocketFixture()
    fixture.main.on("a") { socket, event in
      socket.disconnect(closingConnection: true)
      socket.emit("late")
      event.acknowledge("late")
      #expect(event.arguments[0] == "x")
    }
    let stream = try fixture.join()
    stream.receive(#"421["a","x"]"#)
    #expect(stream.take() == ["41"])
    #expect(fixture.notes == ["/: server namespace disconnect"])
  }

  @Test func handlersMayReceiveWithinAHandler() throws {
    let fixture = SocketFixture()
    fixture.echo(fixture.main)
    let other = try fixture.join()
    fixture.main.on("a") { socket, event in
      other.receive(#"42["message","inner"]"#)
      socket.emit("outer", event.arguments[0])
    }
    let stream = try fixture.join()
    stream.receive(#"42["a","x"]"#)
    #expect(stream.take() == [#"42["outer","x"]"#])
    #expect(other.take() == [#"42["message-back","inner"]"#])
  }
}
