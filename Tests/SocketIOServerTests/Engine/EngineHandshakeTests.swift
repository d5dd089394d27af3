import EngineIO
import HTTP1
import SocketIOServer
import Testing

@Suite struct EngineHandshakeTests {
  @Test func opensASessionByPolling() throws {
    let fixture = EngineFixture()
    let exchange = fixture.client.send(.get, "EIO=4&transport=polling&t=abc&x=1")
    let sid = try #require(fixture.sessions.first?.id)
    #expect(exchange.status == 200)
    #expect(
      exchange.text == #"0{"sid":"\#(sid)","upgrades":["websocket"],"pingInterval":300,"#
        + #""pingTimeout":200,"maxPayload":1000000}"#)
    let headers = try #require(exchange.response?.headers)
    #expect(headers["Content-Type"] == "text/plain; charset=UTF-8")
    #expect(headers["Cache-Control"] == "no-store")
    #expect(headers["Set-Cookie"] == nil)
    #expect(exchange.response?.isCompressible == true)
    #expect(fixture.notes == ["opened polling"])
  }

  @Test func opensASessionOnAWebSocket() throws {
    let fixture = EngineFixture()
    let stream = try fixture.client.openWebSocket()
    let sid = try #require(fixture.sessions.first?.id)
    #expect(
      stream.take() == [
        #"0{"sid":"\#(sid)","upgrades":[],"pingInterval":300,"pingTimeout":200,"#
          + #""maxPayload":1000000}"#
      ])
  }

  @Test func idsAreLongAndURLSafeAndTheirOwn() throws {
    let fixture = EngineFixture()
    let ids = try (0..<200).map { _ in try fixture.client.open() }
    #expect(Set(ids).count == 200)
    for id in ids {
      #expect(id.utf8.count == 20)
      #expect(
        id.utf8.allSatisfy {
          "-_".utf8.contains($0) || Character(Unicode.Scalar($0)).isLetter || $0 & 0xF0 == 0x30
        })
    }
  }

  @Test func offersNoUpgradeWhenThereIsNone() {
    let noWebSocket = EngineFixture { $0.transports = [.polling] }
    #expect(
      noWebSocket.client.send(.get, "EIO=4&transport=polling").text?
        .contains(#""upgrades":[],"#) == true)
    let noUpgrade = EngineFixture { $0.allowsUpgrades = false }
    #expect(
      noUpgrade.client.send(.get, "EIO=4&transport=polling").text?
        .contains(#""upgrades":[],"#) == true)
  }

  @Test(arguments: [
    ("EIO=4", 0), ("", 0), ("EIO=4&transport=abc", 0), ("EIO=4&transport=webtransport", 0),
    ("EIO=4&transport=polling&sid=nobody", 1), ("EIO=4&transport=websocket", 3),
    ("transport=polling", 5), ("EIO=3&transport=polling", 5), ("EIO=abc&transport=polling", 5),
  ])
  func refusesAGet(query: String, code: Int) {
    let fixture = EngineFixture()
    let exchange = fixture.client.send(.get, query)
    #expect(exchange.status == 400)
    #expect(exchange.text == EngineHandshakeTests.body(code))
    #expect(exchange.response?.headers["Content-Type"] == "application/json")
    #expect(fixture.notes.isEmpty)
    #expect(fixture.refusals.map(\.rawValue) == [code])
  }

  @Test(arguments: [HTTPMethod.post, .put, .delete, .head, .patch, .options])
  func opensOnlyWithGet(method: HTTPMethod) {
    let exchange = EngineFixture().client.send(method, "EIO=4&transport=polling")
    #expect(exchange.status == 400)
    #expect(exchange.text == EngineHandshakeTests.body(2))
  }

  @Test(arguments: [
    ("EIO=4", 0), ("EIO=4&transport=abc", 0), ("EIO=4&transport=polling", 3),
    ("EIO=4&transport=websocket&sid=nobody", 1), ("transport=websocket", 5),
    ("EIO=3&transport=websocket", 5), ("EIO=abc&transport=websocket", 5),
  ])
  func refusesAWebSocket(query: String, code: Int) {
    let fixture = EngineFixture()
    let response = fixture.client.refusedWebSocket(query)
    #expect(response?.status.code == 400)
    #expect(fixture.refusals.map(\.rawValue) == [code])
    #expect(
      response.map { String(decoding: $0.body, as: UTF8.self) } == EngineHandshakeTests.body(code))
    #expect(response?.closesConnection == true)
  }

  @Test func refusesATransportThatIsSwitchedOff() {
    let fixture = EngineFixture { $0.transports = [.webSocket] }
    #expect(
      fixture.client.send(.get, "EIO=4&transport=polling").text == EngineHandshakeTests.body(0))
    #expect(fixture.client.refusedWebSocket("EIO=4&transport=websocket") == nil)
  }

  @Test func asksTheHostWhomToLetIn() {
    let fixture = EngineFixture()
    fixture.server.admits = { $0.headers["Origin"] == nil }
    let refused = fixture.client.send(
      .get, "EIO=4&transport=polling", headers: ["Origin": "http://a"])
    #expect(refused.status == 403)
    #expect(refused.text == EngineHandshakeTests.body(4))
    #expect(fixture.client.send(.get, "EIO=4&transport=polling").status == 200)
  }

  @Test func boundsTheSessions() throws {
    let fixture = EngineFixture { $0.sessionLimit = 2 }
    _ = try fixture.client.open()
    let stream = try fixture.client.openWebSocket()
    #expect(fixture.client.send(.get, "EIO=4&transport=polling").status == 403)
    #expect(fixture.client.refusedWebSocket("EIO=4&transport=websocket")?.status.code == 403)
    stream.lose()
    #expect(fixture.client.send(.get, "EIO=4&transport=polling").status == 200)
  }

  @Test func ownsItsPathWithAndWithoutTheSlash() {
    let server = EngineFixture().server
    for target in ["/engine.io/", "/engine.io", "/engine.io/?EIO=4", "/engine.io?x=/"] {
      #expect(server.owns(target: target))
    }
    for target in ["/engine.io/x", "/engine.iox", "/engine.io//", "/engine", "/", ""] {
      #expect(!server.owns(target: target))
    }
  }

  static func body(_ code: Int) -> String {
    let messages = [
      "Transport unknown", "Session ID unknown", "Bad handshake method", "Bad request",
      "Forbidden", "Unsupported protocol version",
    ]
    return #"{"code":\#(code),"message":"\#(messages[code])"}"#
  }
}
