import HTTP1
import HTTPServer
import HostInterface
import TestSupport
import Testing

@Suite struct UpgradeTests {
  private let hello = WebSocketFixture.frame(0x81, Array("hello".utf8))

  @Test func aFrameBehindTheHandshakeIsNotLostHoweverItIsCut() {
    let input = Array(WebSocketFixture.request.utf8) + hello
    let expected = WebSocketFixture.response + "\u{81}hello"
    #expect(
      CodecVerifier.firstDifference(input, expecting: expected) { pieces in
        let server = ServerFixture()
        let handler = RecordingHandler()
        server.service.onUpgrade = { _, exchange in
          guard let socket = exchange.accept(headers: [:]) else { return }
          socket.handler = handler
          handler.echoesTo = socket
        }
        for piece in pieces { server.stream.receive(piece) }
        server.scheduler.advance(by: .zero)
        var sent = server.stream.takeSent()
        guard sent.count > 7, sent[sent.count - 6] == 5 else { return "no frame" }
        sent.remove(at: sent.count - 6)
        let head = String(decoding: sent.dropLast(6), as: UTF8.self)
        return head + String(sent.suffix(6).map { Character(UnicodeScalar($0)) })
      } == nil)
  }

  @Test func theServiceMayAcceptLater() throws {
    let server = ServerFixture()
    var waiting: (any UpgradeExchange)?
    server.service.onUpgrade = { _, exchange in waiting = exchange }
    server.stream.receive(Array(WebSocketFixture.request.utf8) + hello.prefix(4))
    server.stream.receive(Array(hello.dropFirst(4)))
    #expect(server.stream.takeSent() == [])
    let socket = try #require(waiting?.accept(headers: ["X-A": "b"]))
    #expect(server.stream.takeSentText().contains("\r\nX-A: b\r\n"))
    server.scheduler.advance(by: .seconds(1))
    let handler = RecordingHandler()
    socket.handler = handler
    #expect(handler.events == [])
    server.stream.receive(hello)
    server.scheduler.advance(by: .zero)
    #expect(handler.events == [.text("hello"), .text("hello")])
  }

  @Test func theConnectionIsReleased() throws {
    weak var connection: (any ByteStreamHandler)?
    let server = ServerFixture()
    connection = server.stream.handler
    #expect(connection != nil)
    server.service.onUpgrade = { _, exchange in _ = exchange.accept(headers: [:]) }
    server.stream.receive(WebSocketFixture.request)
    #expect(connection == nil)
    #expect(server.scheduler.pendingCount == 0)
  }

  @Test func aRefusalClosesTheConnection() {
    let server = ServerFixture()
    server.service.onUpgrade = { _, exchange in
      exchange.respond(HTTPResponse(HTTPStatus(403), body: Array("no".utf8)))
    }
    server.stream.receive(WebSocketFixture.request)
    #expect(
      server.stream.takeSentText()
        == "HTTP/1.1 403 Forbidden\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
        + "Connection: close\r\nContent-Length: 2\r\n\r\nno")
    #expect(server.stream.isClosed)
  }

  @Test(arguments: [
    ("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 8", "HTTP/1.1 426 Upgrade Required"),
    ("Sec-WebSocket-Key: dGhlIH", "Sec-WebSocket-Key: dGhl", "HTTP/1.1 400 Bad Request"),
    ("GET /chat", "PUT /chat", "HTTP/1.1 405 Method Not Allowed"),
  ])
  func aBadHandshakeIsAnswered(_ right: String, _ wrong: String, _ status: String) throws {
    let server = ServerFixture()
    var wasAccepted: Bool?
    server.service.onUpgrade = { _, exchange in
      wasAccepted = exchange.accept(headers: [:]) != nil
    }
    let range = try #require(WebSocketFixture.request.firstRange(of: right))
    server.stream.receive(WebSocketFixture.request.replacingCharacters(in: range, with: wrong))
    let answer = server.stream.takeSentText()
    #expect(wasAccepted == false)
    #expect(answer.hasPrefix(status + "\r\n"))
    #expect(answer.contains("Sec-WebSocket-Version: 13\r\n") == status.contains("426"))
    #expect(server.stream.isClosed)
  }

  @Test func otherUpgradesAreIgnored() {
    let server = ServerFixture()
    server.echoTargets()
    server.stream.receive(
      "GET /a HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n\r\n")
    #expect(server.stream.takeSentText() == ServerFixture.echo("/a"))
  }

  @Test func aPeerThatHasLeftIsNotAccepted() {
    let server = ServerFixture()
    var waiting: (any UpgradeExchange)?
    server.service.onUpgrade = { _, exchange in waiting = exchange }
    server.stream.receive(WebSocketFixture.request)
    server.stream.fail()
    #expect(waiting?.accept(headers: [:]) == nil)
  }

  @Test func aPeerThatWillSendNoMoreIsNotAccepted() {
    let server = ServerFixture()
    var waiting: (any UpgradeExchange)?
    server.service.onUpgrade = { _, exchange in waiting = exchange }
    server.stream.receive(WebSocketFixture.request)
    server.stream.finishReceiving()
    #expect(waiting?.accept(headers: [:]) == nil)
    #expect(server.stream.isClosed)
    #expect(server.stream.takeSent() == [])
  }
}

extension String {
  fileprivate func firstRange(of text: String) -> Range<String.Index>? {
    indices.lazy.compactMap { start in
      hasPrefixAt(start, text).map { start..<$0 }
    }.first
  }

  private func hasPrefixAt(_ start: String.Index, _ text: String) -> String.Index? {
    guard self[start...].hasPrefix(text) else { return nil }
    return index(start, offsetBy: text.count)
  }

  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
