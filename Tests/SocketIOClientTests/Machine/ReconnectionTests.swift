import EngineIO
import HTTP1
import HostInterface
import JSON
import SocketIO
import SocketIOServer
import Synchronization
import TestSupport
import Testing

@testable import SocketIOClient

@Suite struct ReconnectionTests {
  @Test func attemptsFollowTheScheduleExactly() {
    let fixture = Fixture {
      $0.randomizationFactor = 0
      $0.reconnectionAttempts = 4
    }
    fixture.network.onDial = { _ in .refuse }
    fixture.connect()
    #expect(fixture.takeNotes() == ["connect_error: xhr poll error"])
    for (number, delay) in [(1, 1_000), (2, 2_000), (3, 4_000), (4, 5_000)] {
      fixture.clock.advance(by: .milliseconds(delay - 2))
      #expect(fixture.takeNotes() == [])
      fixture.clock.advance(by: .milliseconds(2))
      var expected = [
        "reconnect_attempt \(number)", "connect_error: xhr poll error",
        "reconnect_error: xhr poll error",
      ]
      if number == 4 { expected.append("reconnect_failed") }
      #expect(fixture.takeNotes() == expected)
    }
    fixture.clock.advance(by: .seconds(100))
    #expect(fixture.takeNotes() == [])
    #expect(fixture.network.dialCount == 5)
  }

  @Test func aNewConnectAfterTheLastAttemptBeginsAnew() {
    let fixture = Fixture {
      $0.randomizationFactor = 0
      $0.reconnectionAttempts = 1
    }
    fixture.network.onDial = { $0 < 2 ? .refuse : .server }
    fixture.connect()
    fixture.clock.advance(by: .seconds(10))
    #expect(fixture.takeNotes().last == "reconnect_failed")
    fixture.connect()
    #expect(fixture.takeNotes() == ["connect", "upgrade: websocket"])
  }

  @Test func theFirstDelayIsBackAfterASuccess() {
    let fixture = Fixture {
      $0.randomizationFactor = 0
      $0.transports = [.webSocket]
    }
    fixture.network.onDial = { 1...3 ~= $0 ? .refuse : .server }
    fixture.connect()
    fixture.network.links[0].cut()
    // 1 + 2 + 4 seconds, and 5 for the fourth.
    fixture.clock.advance(by: .milliseconds(12_010))
    #expect(fixture.takeNotes().suffix(3) == ["reconnect_attempt 4", "reconnect 4", "connect"])
    fixture.network.links[1].cut()
    fixture.clock.advance(by: .milliseconds(1_002))
    #expect(
      fixture.takeNotes()
        == ["disconnect: transport close", "reconnect_attempt 1", "reconnect 1", "connect"])
  }

  @Test func noneIsMadeWhenItIsSwitchedOff() {
    let fixture = Fixture {
      $0.reconnection = false
      $0.transports = [.webSocket]
    }
    fixture.connect()
    fixture.network.links[0].cut()
    fixture.clock.advance(by: .seconds(100))
    #expect(fixture.takeNotes() == ["connect", "disconnect: transport close"])
    #expect(fixture.network.dialCount == 1)
  }

  @Test func leavingEndsTheAttempts() {
    let fixture = Fixture()
    fixture.network.onDial = { _ in .refuse }
    fixture.connect()
    fixture.socket.disconnect()
    fixture.clock.advance(by: .seconds(100))
    #expect(fixture.network.dialCount == 1)
    #expect(fixture.clock.pendingCount == 0)
  }

  @Test func everyNamespaceComesBackWithWhatItEmittedMeanwhile() throws {
    let fixture = Fixture { $0.transports = [.webSocket] }
    _ = fixture.server.namespace("/custom")
    let custom = fixture.manager.socket("/custom")
    custom.connect()
    fixture.connect()
    fixture.network.links[0].cut()
    fixture.settle()
    for number in 0..<3 { try fixture.socket.emit("message", Arguments("\(number)")) }
    fixture.clock.advance(by: .seconds(5))
    #expect(custom.isConnected && fixture.socket.isConnected)
    #expect(fixture.takeReceived() == [#""0""#, #""1""#, #""2""#])
  }

  @Test func authIsAskedForAtEachConnection() {
    let counter = Counter()
    let fixture = Fixture {
      $0.transports = [.webSocket]
      $0.auth = { ["n": .string("\(counter.next())")] }
    }
    fixture.connect()
    fixture.network.links[0].cut()
    fixture.clock.advance(by: .seconds(5))
    let shown = fixture.serverSockets.map { String(decoding: $0.auth.bytes, as: UTF8.self) }
    #expect(shown == [#"{"n":"1"}"#, #"{"n":"2"}"#])
  }

  @Test func aServerWithRecoveryTellsWhatWasMissedInOrderAndOnce() {
    let fixture = Fixture(server: { $0.recovery = .init() }) { $0.transports = [.webSocket] }
    fixture.connect()
    let id = fixture.socket.id
    fixture.server.namespace("/").emit("news", 1)
    fixture.settle()
    fixture.network.links[0].cut()
    fixture.settle()
    fixture.server.namespace("/").emit("news", 2)
    fixture.server.namespace("/").emit("news", 3)
    fixture.clock.advance(by: .seconds(5))
    #expect(fixture.socket.id == id)
    let notes = fixture.takeNotes().map { $0.hasPrefix("news") ? String($0.prefix(6)) : $0 }
    #expect(
      notes == [
        "connect", "news[1", "disconnect: transport close", "reconnect_attempt 1", "reconnect 1",
        "connect, recovered", "news[2", "news[3",
      ])
  }
}

/// Counts from 1; the closures it is in may be called from any thread.
private final class Counter: Sendable {
  private let count = Atomic(0)

  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
