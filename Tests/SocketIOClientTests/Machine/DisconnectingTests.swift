import EngineIO
import HTTP1
import HostInterface
import JSON
import SocketIO
import SocketIOServer
import TestSupport
import Testing

@testable import SocketIOClient

@Suite struct DisconnectingTests {
  @Test(arguments: EmittingTests.travels)
  func leavingTellsTheServerAndIsNotFollowedByReconnection(transports: [Transport]) throws {
    let fixture = Fixture { $0.transports = transports }
    fixture.connect()
    _ = fixture.takeNotes()
    try fixture.socket.emit("message", Arguments("last"))
    fixture.socket.disconnect()
    #expect(fixture.takeNotes() == ["disconnect: io client disconnect"])
    #expect(fixture.socket.id == nil)
    fixture.settle()
    #expect(fixture.serverReasons == ["client namespace disconnect"])
    #expect(fixture.takeReceived() == [#""last""#])
    let dials = fixture.network.dialCount
    fixture.clock.advance(by: .seconds(100))
    #expect(fixture.network.dialCount == dials)
    #expect(fixture.network.links.allSatisfy { $0.client.isClosed && $0.server.isClosed })
    #expect(fixture.takeNotes() == [])
    #expect(fixture.server.engine.sessions.count == 0)
  }

  @Test func comesBackWhenAsked() {
    let fixture = Fixture()
    fixture.connect()
    let first = fixture.socket.id
    fixture.socket.disconnect()
    _ = fixture.takeNotes()
    fixture.connect()
    #expect(fixture.takeNotes() == ["connect", "upgrade: websocket"])
    #expect(fixture.socket.id != first)
  }

  @Test func leavingWhileItConnectsSaysNothing() {
    let fixture = Fixture()
    fixture.socket.connect()
    fixture.socket.disconnect()
    fixture.clock.advance(by: .seconds(60))
    #expect(fixture.takeNotes() == [])
    #expect(!fixture.socket.isActive)
  }

  @Test func aKickIsNotFollowedByReconnection() {
    let fixture = Fixture()
    fixture.connect()
    _ = fixture.takeNotes()
    fixture.serverSockets[0].disconnect()
    fixture.clock.advance(by: .seconds(100))
    #expect(fixture.takeNotes() == ["disconnect: io server disconnect"])
    #expect(!fixture.socket.isActive)
    fixture.connect()
    #expect(fixture.takeNotes() == ["connect", "upgrade: websocket"])
  }

  @Test(arguments: [[Transport.polling], [.webSocket]])
  func aClosedSessionIsATransportCloseAndMadeAgain(transports: [Transport]) {
    let fixture = Fixture {
      $0.transports = transports
      $0.randomizationFactor = 0
    }
    fixture.connect()
    _ = fixture.takeNotes()
    fixture.serverSockets[0].session.close()
    fixture.settle()
    #expect(fixture.takeNotes() == ["disconnect: transport close"])
    fixture.clock.advance(by: .seconds(1))
    #expect(fixture.takeNotes() == ["reconnect_attempt 1", "reconnect 1", "connect"])
  }

  @Test func aCutWebSocketIsATransportClose() {
    let fixture = Fixture { $0.transports = [.webSocket] }
    fixture.connect()
    _ = fixture.takeNotes()
    fixture.network.links[0].cut()
    fixture.settle()
    #expect(fixture.takeNotes() == ["disconnect: transport close"])
  }

  @Test func aCutPollIsATransportError() {
    let fixture = Fixture { $0.transports = [.polling] }
    fixture.connect()
    _ = fixture.takeNotes()
    for link in fixture.network.links { link.cut() }
    fixture.settle()
    #expect(fixture.takeNotes() == ["disconnect: transport error"])
  }

  @Test func aSilentServerIsGivenUpAfterIntervalAndTimeout() {
    let fixture = Fixture { $0.transports = [.webSocket] }
    fixture.connect()
    _ = fixture.takeNotes()
    // Two pings are answered at first.
    fixture.clock.advance(by: .seconds(60))
    #expect(fixture.takeNotes() == [])
    #expect(fixture.serverSockets[0].isConnected)
    // The last ping came at 50 s, give or take the turns of the loop.
    fixture.network.links[0].goSilent()
    fixture.clock.advance(by: .milliseconds(34_990))
    #expect(fixture.takeNotes() == [])
    fixture.clock.advance(by: .milliseconds(20))
    #expect(fixture.takeNotes() == ["disconnect: ping timeout"])
  }

  @Test func aHalfOpenConnectionIsMadeAgainAndNothingIsSentTwice() throws {
    let fixture = Fixture { $0.transports = [.webSocket] }
    fixture.connect()
    fixture.network.links[0].goSilent()
    try fixture.socket.emit("message", Arguments("into the void"))
    fixture.clock.advance(by: .seconds(50))
    #expect(fixture.socket.isConnected)
    try fixture.socket.emit("message", Arguments("after"))
    fixture.settle()
    // What had left before the loss was noticed is not known to have arrived, and not sent again.
    #expect(fixture.takeReceived() == [#""after""#])
  }

  @Test(arguments: [
    "4", "4x", "42", "42[]", "42{}", #"42["connect"]"#, "451-[\"a\"]", "43[]", #"42["a""#,
    #"451-["a",{"_placeholder":true,"num":1}]"#,
  ])
  func aPacketThatIsNoneIsAParseError(packet: String) {
    let fixture = Fixture { $0.transports = [.webSocket] }
    fixture.connect()
    _ = fixture.takeNotes()
    fixture.serverSockets[0].session.send(text: Array(packet.utf8.dropFirst()).span)
    fixture.settle()
    #expect(
      fixture.takeNotes().first == (packet == #"451-["a"]"# ? nil : "disconnect: parse error"))
  }

  @Test func aRepeatedConnectAnswerChangesNothing() {
    let fixture = Fixture { $0.transports = [.webSocket] }
    fixture.connect()
    _ = fixture.takeNotes()
    let id = fixture.socket.id
    fixture.serverSockets[0].session.send(text: Array(#"0{"sid":"other"}"#.utf8).span)
    fixture.serverSockets[0].session.send(text: Array("30[1]".utf8).span)
    fixture.settle()
    #expect(fixture.takeNotes() == [])
    #expect(fixture.socket.id == id)
  }

  @Test func whatHasEndedLeavesNothingBehind() {
    let fixture = Fixture()
    fixture.connect()
    fixture.socket.disconnect()
    fixture.clock.advance(by: .seconds(60))
    #expect(fixture.clock.pendingCount == 0)
  }
}
