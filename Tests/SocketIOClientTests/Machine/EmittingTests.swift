import EngineIO
import HTTP1
import HostInterface
import JSON
import SocketIO
import SocketIOServer
import TestSupport
import Testing

@testable import SocketIOClient

@Suite struct EmittingTests {
  static let travels: [[Transport]] = [[.polling], [.webSocket], [.polling, .webSocket]]

  @Test(arguments: travels)
  func eventsTravelBothWaysInOrder(transports: [Transport]) throws {
    let fixture = Fixture { $0.transports = transports }
    fixture.connect()
    _ = fixture.takeNotes()
    for number in 0..<100 {
      try fixture.socket.emit("message", Arguments(JSON(number), ["€": true]))
    }
    fixture.settle()
    #expect(fixture.takeReceived() == (0..<100).map { #"\#($0),{"€":true}"# })
    #expect(fixture.takeNotes() == (0..<100).map { #"message-back[\#($0),{"€":true}]"# })
  }

  @Test(arguments: travels)
  func binaryTravelsBothWays(transports: [Transport]) throws {
    let fixture = Fixture { $0.transports = transports }
    fixture.connect()
    var answers: [[UInt8]?] = []
    var inner: [[UInt8]?] = []
    fixture.socket.onEvent = { event in
      guard case .event(let event) = event else { return }
      answers.append(event.arguments.binary(1))
      inner.append(event.arguments[2]?["x"].flatMap(event.arguments.bytes))
    }
    var arguments = Arguments("first")
    arguments.append(binary: [0, 255, 10])
    let placeholder = arguments.attach([1, 2])
    arguments.append(["x": placeholder])
    try fixture.socket.emit("message", arguments)
    fixture.settle()
    #expect(answers == [[0, 255, 10]])
    #expect(inner == [[1, 2]])
  }

  @Test func whatIsEmittedBeforeTheConnectionLeavesInOrderAndOnce() throws {
    let fixture = Fixture()
    for number in 0..<5 { try fixture.socket.emit("message", Arguments(JSON(number))) }
    fixture.connect()
    #expect(fixture.takeReceived() == ["0", "1", "2", "3", "4"])
    fixture.clock.advance(by: .seconds(60))
    #expect(fixture.takeReceived() == [])
  }

  @Test func nothingIsLostOrRepeatedAcrossTheUpgrade() throws {
    let fixture = Fixture()
    fixture.socket.connect()
    var count = 0
    // Something is emitted at every step of the opening and the upgrade.
    fixture.network.onStep = {
      guard count < 500 else { return }
      try? fixture.socket.emit("message", Arguments(JSON(count)))
      count += 1
    }
    fixture.settle()
    fixture.settle()
    #expect(fixture.manager.transport == .webSocket)
    #expect(count > 10)
    #expect(fixture.takeReceived() == (0..<count).map { "\($0)" })
  }

  @Test func acknowledgementsFindTheirEvents() throws {
    let fixture = Fixture()
    fixture.connect()
    var answers: [String] = []
    for number in 0..<3 {
      try fixture.socket.emit("ask", Arguments(JSON(number), "x")) { result in
        answers.append((try? result.get()).map { JSON.array($0.values).text } ?? "failed")
      }
    }
    fixture.settle()
    #expect(answers == [#"[0,"x"]"#, #"[1,"x"]"#, #"[2,"x"]"#])
  }

  @Test func anAcknowledgementThatDoesNotComeInTimeFails() throws {
    let fixture = Fixture()
    fixture.connect()
    var results: [Answer] = []
    try fixture.socket.emit("silence", timeout: .seconds(3)) { results.append($0) }
    fixture.clock.advance(by: .milliseconds(2_999))
    #expect(results.isEmpty)
    fixture.clock.advance(by: .milliseconds(1))
    #expect(results == [.failure(.timedOut)])
    #expect(fixture.takeReceived() == [""])
    fixture.clock.advance(by: .seconds(10))
    #expect(results.count == 1)
  }

  @Test func anEventWhoseTimeIsUpBeforeItLeavesNeverDoes() throws {
    let fixture = Fixture()
    var results: [Answer] = []
    try fixture.socket.emit("ask", Arguments(1), timeout: .seconds(1)) { results.append($0) }
    try fixture.socket.emit("ask", Arguments(2)) { results.append($0) }
    fixture.clock.advance(by: .seconds(1))
    #expect(results == [.failure(.timedOut)])
    fixture.connect()
    #expect(fixture.takeReceived() == ["2"])
    #expect(results == [.failure(.timedOut), .values(2)])
  }

  @Test func aLostConnectionFailsWhatItOwes() throws {
    let fixture = Fixture { $0.transports = [.webSocket] }
    fixture.connect()
    var results: [Answer] = []
    try fixture.socket.emit("silence", timeout: .seconds(30)) { results.append($0) }
    fixture.settle()
    fixture.network.links[0].cut()
    fixture.settle()
    #expect(results == [.failure(.disconnected)])
    // What is emitted after the loss waits for the next connection and gets its answer there.
    try fixture.socket.emit("ask", Arguments("late")) { results.append($0) }
    fixture.clock.advance(by: .seconds(5))
    #expect(results == [.failure(.disconnected), .values("late")])
  }

  @Test func aForgottenAcknowledgementIsNotTold() throws {
    let fixture = Fixture()
    fixture.connect()
    let id = try fixture.socket.emit("ask") { _ in Issue.record("told") }
    fixture.socket.forgetAcknowledgement(id)
    fixture.settle()
    #expect(fixture.takeReceived() == [""])
  }

  @Test func acknowledgesWhatTheServerAsks() throws {
    let fixture = Fixture()
    fixture.connect()
    let server = try #require(fixture.serverSockets.first)
    var asked: [ReceivedEvent] = []
    fixture.socket.onEvent = { if case .event(let event) = $0 { asked.append(event) } }
    var answers: [String] = []
    server.emit("ping?", Arguments(1).bytes.span, timeout: nil) { outcome in
      if case .answered(let arguments) = outcome {
        answers.append(
          String(decoding: arguments.document.bytes[arguments.range], as: UTF8.self))
      }
    }
    fixture.settle()
    let event = try #require(asked.first)
    fixture.socket.acknowledge(event, with: Arguments("pong", 2))
    fixture.settle()
    #expect(answers == [#""pong",2"#])
  }

  @Test func volatileEventsAreDroppedUnlessTheyCanLeave() throws {
    let fixture = Fixture { $0.transports = [.webSocket] }
    #expect(try fixture.socket.emitVolatile("message", Arguments(1)) == false)
    fixture.connect()
    #expect(try fixture.socket.emitVolatile("message", Arguments(2)))
    fixture.settle()
    #expect(fixture.takeReceived() == ["2"])
    // A network that takes nothing more.
    fixture.network.links[0].client.pendingByteCount = 300_000
    #expect(try fixture.socket.emitVolatile("message", Arguments(3)) == false)
    try fixture.socket.emit("message", Arguments(4))
    fixture.network.links[0].client.drain()
    fixture.settle()
    #expect(fixture.takeReceived() == ["4"])
  }

  @Test func namesOfTheLibraryAreRefused() {
    let fixture = Fixture()
    for name in [
      "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener",
    ] {
      #expect(throws: EmitError.reservedName(name)) { try fixture.socket.emit(name) }
      #expect(throws: EmitError.reservedName(name)) { try fixture.socket.emit(name) { _ in } }
      #expect(throws: EmitError.reservedName(name)) { try fixture.socket.emitVolatile(name) }
    }
  }

  @Test func whatWaitsIsBounded() throws {
    let fixture = Fixture {
      $0.sendBufferLimit = 100; $0.acknowledgementLimit = 1
    }
    let text = Arguments(JSON.string(String(repeating: "x", count: 60)))
    try fixture.socket.emit("message", text)
    #expect(throws: EmitError.bufferFull(limit: 100)) { try fixture.socket.emit("message", text) }
    try fixture.socket.emit("a") { _ in }
    #expect(throws: EmitError.tooManyAcknowledgements(limit: 1)) {
      try fixture.socket.emit("a") { _ in }
    }
    fixture.connect()
    #expect(fixture.takeReceived().count == 1)
    try fixture.socket.emit("message", text)
  }

  @Test func payloadsStayWithinWhatTheServerTakes() throws {
    let fixture = Fixture(server: { $0.engine.maxPayload = 1_000 }) { $0.transports = [.polling] }
    fixture.connect()
    for number in 0..<40 {
      try fixture.socket.emit(
        "message", Arguments(JSON.string(String(repeating: "y", count: 200)), JSON(number)))
    }
    fixture.settle()
    #expect(fixture.takeReceived().count == 40)
    #expect(fixture.socket.isConnected)
  }
}
