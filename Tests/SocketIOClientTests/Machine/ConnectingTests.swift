import EngineIO
import HTTP1
import HostInterface
import JSON
import SocketIO
import SocketIOServer
import TestSupport
import Testing

@testable import SocketIOClient

@Suite struct ConnectingTests {
  @Test func pollsAndGoesOnToAWebSocket() {
    let fixture = Fixture()
    fixture.connect()
    #expect(fixture.takeNotes() == ["connect", "upgrade: websocket"])
    #expect(fixture.manager.transport == .webSocket)
    #expect(fixture.serverSockets.map(\.id) == [fixture.socket.id])
  }

  @Test func staysWithPollingWhenNoUpgradeIsWanted() {
    let fixture = Fixture { $0.upgrade = false }
    fixture.connect()
    #expect(fixture.takeNotes() == ["connect"])
    #expect(fixture.manager.transport == .polling)
  }

  @Test func opensAWebSocketAtOnce() {
    let fixture = Fixture { $0.transports = [.webSocket] }
    fixture.connect()
    #expect(fixture.takeNotes() == ["connect"])
    #expect(fixture.manager.transport == .webSocket)
    #expect(fixture.network.dialCount == 1)
  }

  @Test func showsAuthQueryAndHeaders() throws {
    let fixture = Fixture {
      $0.auth = { ["token": "x"] }
      $0.query = [.init("who", "a b&c")]
      $0.extraHeaders = ["X-Key": "k"]
    }
    fixture.connect()
    let socket = try #require(fixture.serverSockets.first)
    #expect(String(decoding: socket.auth.bytes, as: UTF8.self) == #"{"token":"x"}"#)
    #expect(socket.request.headers["X-Key"] == "k")
    #expect(socket.request.headers["Host"] == "localhost:3000")
    #expect(socket.request.target.hasPrefix("/socket.io/?who=a%20b%26c&EIO=4&transport=polling&t="))
  }

  @Test func joinsSeveralNamespacesOverOneConnection() {
    let fixture = Fixture()
    _ = fixture.server.namespace("/custom")
    var notes: [String] = []
    let custom = fixture.manager.socket("/custom")
    custom.onEvent = { notes.append($0.note) }
    custom.connect()
    fixture.connect()
    #expect(fixture.socket.isConnected && custom.isConnected)
    #expect(fixture.socket.id != custom.id)
    fixture.socket.disconnect()
    fixture.settle()
    #expect(custom.isConnected)
    #expect(fixture.manager.transport == .webSocket)
    #expect(notes == ["connect", "upgrade: websocket"])
  }

  @Test func aRefusedNamespaceIsNotAskedForAgain() {
    let fixture = Fixture()
    var events: [ClientEvent] = []
    let nowhere = fixture.manager.socket("/nowhere")
    nowhere.onEvent = { events.append($0) }
    nowhere.connect()
    fixture.clock.advance(by: .seconds(100))
    #expect(events == [.connectError(.refused(message: "Invalid namespace", data: nil))])
    #expect(!nowhere.isActive)
    #expect(fixture.network.dialCount <= 3)
  }

  @Test func tellsTheDataOfARefusal() {
    let fixture = Fixture()
    fixture.refuse("no", data: ["code": 7])
    var events: [ClientEvent] = []
    fixture.socket.onEvent = { events.append($0) }
    fixture.connect()
    #expect(events == [.connectError(.refused(message: "no", data: ["code": 7]))])
  }

  @Test func givesUpASessionThatDoesNotOpenInTime() {
    let fixture = Fixture { $0.reconnection = false }
    fixture.network.onDial = { _ in .ignore }
    fixture.connect()
    fixture.clock.advance(by: .milliseconds(19_998))
    #expect(fixture.takeNotes() == [])
    fixture.clock.advance(by: .milliseconds(1))
    #expect(fixture.takeNotes() == ["connect_error: timeout"])
  }

  @Test(arguments: [
    (
      "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno",
      TransportError.refused(status: 404, body: "no")
    ),
    (
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n6",
      .malformed("a session that begins without an open packet")
    ),
    ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n0{}", .malformed("an open packet that is none")),
    (
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n9",
      .malformed("no packet type begins with 57 (offset 0)")
    ),
  ])
  func refusesAnAnswerThatIsNone(answer: String, error: TransportError) {
    let fixture = Fixture { $0.reconnection = false }
    fixture.network.onDial = { _ in .hold }
    var events: [ClientEvent] = []
    fixture.socket.onEvent = { events.append($0) }
    fixture.connect()
    fixture.network.held[0].receive(answer)
    #expect(events == [.connectError(.transport(.polling, error))])
  }

  @Test func refusesAWebSocketWithoutProof() {
    let fixture = Fixture {
      $0.reconnection = false
      $0.transports = [.webSocket]
    }
    fixture.network.onDial = { _ in .hold }
    fixture.connect()
    fixture.network.held[0].receive(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n")
    #expect(fixture.takeNotes() == ["connect_error: websocket error"])
    #expect(fixture.network.held[0].isClosed)
  }

  @Test func noTransportIsAnErrorAndNoCrash() {
    let fixture = Fixture {
      $0.transports = []; $0.reconnection = false
    }
    fixture.connect()
    #expect(fixture.takeNotes() == ["connect_error: xhr poll error"])
  }
}
