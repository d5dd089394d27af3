import JSON
import SocketIOServer
import TestSupport
import Testing

@Suite struct AcknowledgementTests {
  @Test func isSentOnceAndOnlyWhenItIsWanted() throws {
    let fixture = SocketFixture()
    fixture.main.on("a") { _, event in
      event.acknowledge(1)
      event.acknowledge(2)
      #expect(event.takeAcknowledgement() == nil)
    }
    let stream = try fixture.join()
    stream.receive(#"42["a"]"#)
    stream.receive(#"4218446744073709551615["a"]"#)
    #expect(stream.take() == ["4318446744073709551615[1]"])
  }

  @Test func canBeSentLaterOnce() throws {
    let fixture = SocketFixture()
    var kept: Acknowledgement?
    fixture.main.on("a") { _, event in
      kept = event.takeAcknowledgement()
      event.acknowledge("too late")
    }
    let stream = try fixture.join()
    stream.receive(#"423["a"]"#)
    kept?.send("done", 2)
    kept?.send("again")
    #expect(stream.take() == [#"433["done",2]"#])
  }

  @Test func goesNowhereAfterTheEnd() throws {
    let fixture = SocketFixture()
    var kept: Acknowledgement?
    fixture.main.on("a") { _, event in kept = event.takeAcknowledgement() }
    let stream = try fixture.join()
    stream.receive(#"423["a"]"#)
    stream.receive("41")
    kept?.send("done")
    #expect(stream.take().isEmpty)
  }

  @Test func ofSeveralCopiesTheFirstCounts() throws {
    let fixture = SocketFixture()
    let stream = try fixture.join()
    var outcomes: [String] = []
    let event = EncodedEvent(encoded: Array(#"["q",1]"#.utf8))
    let number = try #require(
      fixture.sockets[0].emit(event, timeout: nil) { outcomes.append(describe($0)) })
    fixture.sockets[0].emit(event, again: number)
    #expect(stream.take() == [#"420["q",1]"#, #"420["q",1]"#])
    stream.receive(#"430["first"]"#)
    stream.receive(#"430["second"]"#)
    fixture.sockets[0].emit(event, again: number)
    #expect(stream.take() == [#"420["q",1]"#])
    #expect(outcomes.count == 1)
    stream.receive("41")
    fixture.sockets[0].emit(event, again: number)
    #expect(fixture.sockets.isEmpty == false)
    #expect(stream.take().isEmpty)
  }

  @Test func comesBackToTheServer() throws {
    let fixture = SocketFixture()
    let stream = try fixture.join()
    var outcomes: [String] = []
    for number in 0..<3 {
      fixture.sockets[0].emit("q", [UInt8]().span, timeout: nil) {
        outcomes.append("\(number) \(describe($0))")
      }
    }
    #expect(stream.take() == [#"420["q"]"#, #"421["q"]"#, #"422["q"]"#])
    stream.receive(#"431["one"]"#)
    stream.receive(#"431["one"]"#)
    stream.receive("430[]")
    stream.receive(#"4399["nobody"]"#)
    stream.receive(#"461-2[{"_placeholder":true,"num":0}]"#)
    stream.receive([5])
    #expect(
      outcomes == [
        "1 answered [\"one\"] []", "0 answered [] []",
        "2 answered [{\"_placeholder\":true,\"num\":0}] [[5]]",
      ])
    #expect(stream.closeCode == nil)
  }

  @Test func timesOut() throws {
    let fixture = SocketFixture()
    let stream = try fixture.join()
    var outcomes: [String] = []
    fixture.sockets[0].emit("q", [UInt8]().span, timeout: .seconds(2)) {
      outcomes.append(describe($0))
    }
    fixture.scheduler.advance(by: .milliseconds(1_999))
    #expect(outcomes.isEmpty)
    fixture.scheduler.advance(by: .milliseconds(1))
    stream.receive("430[]")
    #expect(outcomes == ["timed out"])
    #expect(fixture.scheduler.pendingCount == 1)
  }

  @Test func anAnswerInTimeStopsTheClock() throws {
    let fixture = SocketFixture()
    let stream = try fixture.join()
    var outcomes: [String] = []
    fixture.sockets[0].emit("q", [UInt8]().span, timeout: .seconds(2)) {
      outcomes.append(describe($0))
    }
    stream.receive("430[]")
    #expect(fixture.scheduler.pendingCount == 1)
    #expect(outcomes == ["answered [] []"])
  }

  @Test func hearsOfTheEnd() throws {
    let fixture = SocketFixture()
    let stream = try fixture.join()
    let socket = fixture.sockets[0]
    var outcomes: [String] = []
    for timeout in [nil, Duration.seconds(2)] {
      socket.emit("q", [UInt8]().span, timeout: timeout) { outcomes.append(describe($0)) }
    }
    stream.lose()
    #expect(outcomes == ["disconnected", "disconnected"])
    socket.emit("q", [UInt8]().span, timeout: nil) { outcomes.append(describe($0)) }
    #expect(outcomes.count == 3)
    #expect(fixture.scheduler.pendingCount == 0)
  }

  @Test func thoseThatAreDueAreBounded() throws {
    let fixture = SocketFixture { $0.acknowledgementLimit = 2 }
    let stream = try fixture.join()
    var outcomes: [String] = []
    for _ in 0..<3 {
      fixture.sockets[0].emit("q", [UInt8]().span, timeout: nil) { outcomes.append(describe($0)) }
    }
    #expect(outcomes == Array(repeating: "disconnected", count: 3))
    #expect(stream.closeCode == 1000)
    #expect(fixture.notes == ["violation: more than 2 acknowledgements due", "/: forced close"])
  }

  @Test func whoOwesTooManyCanBeLetOffTheOldest() throws {
    let fixture = SocketFixture { $0.acknowledgementLimit = 2 }
    let stream = try fixture.join()
    var outcomes: [String] = []
    for _ in 0..<3 {
      fixture.sockets[0].emit(EncodedEvent("q"), timeout: nil, forgettingOldest: true) {
        outcomes.append(describe($0))
      }
    }
    #expect(outcomes == ["timed out"])
    #expect(stream.closeCode == nil)
    stream.lose()
    #expect(outcomes == ["timed out", "disconnected", "disconnected"])
  }

  private func describe(_ outcome: AcknowledgementOutcome) -> String {
    switch outcome {
    case .answered(let arguments):
      "answered \(String(decoding: arguments.document.bytes, as: UTF8.self)) \(arguments.attachments)"
    case .timedOut: "timed out"
    case .disconnected: "disconnected"
    }
  }
}
