import HTTP1
import HTTPServer
import HostInterface
import TestSupport
import Testing

@Suite struct HTTPConnectionTests {
  private let get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"

  @Test func aRequestIsAnsweredHoweverItIsCut() {
    let input = Array(
      "POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello\(get)".utf8)
    let expected = ServerFixture.echo("/p hello") + ServerFixture.echo("/a ")
    #expect(
      CodecVerifier.firstDifference(input, expecting: expected) { pieces in
        let server = ServerFixture()
        server.service.answer = { request, exchange in
          let body = Array("\(request.target) ".utf8) + request.body
          exchange.respond(HTTPResponse(HTTPStatus(200), body: body))
        }
        for piece in pieces { server.stream.receive(piece) }
        return server.stream.takeSentText()
      } == nil)
  }

  @Test func theServiceSeesTheWholeRequest() throws {
    let server = ServerFixture(isSecure: true)
    server.stream.receive(
      "PUT /p?q HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n")
    let request = try #require(server.service.requests.first)
    #expect(request.method == .put)
    #expect(request.target == "/p?q")
    #expect(request.headers["host"] == "x")
    #expect(request.body == Array("ab".utf8))
    #expect(request.hasBody)
    #expect(request.peerAddress == "127.0.0.1")
    #expect(request.isSecure)
  }

  @Test func pipelinedRequestsAreAnsweredInOrder() {
    let server = ServerFixture()
    server.stream.receive(
      "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
        + "GET /3 HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(server.service.requests.map(\.target) == ["/1"])
    server.answer(0, "/1")
    #expect(server.service.requests.map(\.target) == ["/1", "/2"])
    #expect(server.service.requests[1].body == Array("abc".utf8))
    server.answer(1, "/2")
    server.answer(2, "/3")
    #expect(
      server.stream.takeSentText()
        == ["/1", "/2", "/3"].map { ServerFixture.echo($0) }.joined())
  }

  @Test func manyPipelinedRequestsDoNotNest() {
    let server = ServerFixture()
    server.echoTargets()
    server.stream.receive(String(repeating: get, count: 20_000))
    #expect(
      server.stream.takeSentText() == String(repeating: ServerFixture.echo("/a"), count: 20_000))
  }

  @Test func anExchangeIsAnsweredOnce() {
    let server = ServerFixture()
    server.stream.receive(get)
    server.answer(0, "first")
    server.answer(0, "second")
    server.service.exchanges[0].abort()
    #expect(server.stream.takeSentText() == ServerFixture.echo("first"))
    #expect(!server.stream.isClosed)
  }

  @Test func headIsAnsweredWithoutBody() {
    let server = ServerFixture()
    server.echoTargets()
    server.stream.receive("HEAD /long HTTP/1.1\r\nHost: x\r\n\r\n\(get)")
    #expect(
      server.stream.takeSentText()
        == ServerFixture.echo("/long").dropLast(5) + ServerFixture.echo("/a"))
  }

  @Test(arguments: [204, 304])
  func someStatusesHaveNeitherBodyNorLength(_ code: Int) {
    let server = ServerFixture()
    server.service.answer = { _, exchange in
      exchange.respond(HTTPResponse(HTTPStatus(code), body: Array("no".utf8)))
    }
    server.stream.receive(get)
    #expect(
      server.stream.takeSentText()
        == "HTTP/1.1 \(HTTPStatus(code))\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
        + "Connection: keep-alive\r\n\r\n")
  }

  @Test func aLargeBodyIsSentWhole() {
    let server = ServerFixture()
    let body = Array(repeating: UInt8(0x61), count: 100_000)
    server.service.answer = { _, exchange in
      exchange.respond(HTTPResponse(HTTPStatus(200), body: body))
    }
    server.stream.receive(get)
    #expect(server.stream.takeSent().suffix(100_001) == [0x0A] + body)
  }

  @Test(arguments: [
    ("HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "close"),
    ("HTTP/1.0\r\n\r\n", "close"),
    ("HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "keep-alive"),
  ])
  func theClientDecidesOnTheConnection(_ rest: String, _ connection: String) {
    let server = ServerFixture()
    server.echoTargets()
    server.stream.receive("GET /a \(rest)")
    #expect(server.stream.takeSentText() == ServerFixture.echo("/a", connection: connection))
    #expect(server.stream.isClosed == (connection == "close"))
  }

  @Test func theServiceMayCloseTheConnection() {
    let server = ServerFixture()
    server.service.answer = { _, exchange in
      var response = HTTPResponse(HTTPStatus(200), body: Array("/a".utf8))
      response.closesConnection = true
      exchange.respond(response)
    }
    server.stream.receive(get + get)
    #expect(server.stream.takeSentText() == ServerFixture.echo("/a", connection: "close"))
    #expect(server.stream.isClosed)
    #expect(server.service.requests.count == 1)
  }

  @Test func theServiceMayCutTheConnection() {
    let server = ServerFixture()
    server.stream.receive(get)
    server.service.exchanges[0].abort()
    #expect(server.stream.isAborted)
    #expect(server.stream.takeSent() == [])
  }
}
