import HTTP1
import HTTPServer
import HostInterface
import TestSupport
import Testing

@Suite struct StreamedAnswerTests {
  private let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

  private func stream(_ exchange: any HTTPExchange, _ pieces: [String]) {
    exchange.beginStream(
      HTTPResponse(HTTPStatus(200), headers: ["Content-Type": "text/event-stream"]))
    for piece in pieces { exchange.write(Array(piece.utf8)) }
  }

  @Test func piecesAreChunks() {
    let server = ServerFixture()
    server.stream.receive("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
    stream(server.service.exchanges[0], ["data: 1\n\n", "", "data: 2\n\n"])
    #expect(
      server.stream.takeSentText()
        == "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\(date)"
        + "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "9\r\ndata: 1\n\n\r\n9\r\ndata: 2\n\n\r\n")
    server.service.exchanges[0].finish()
    #expect(server.stream.takeSentText() == "0\r\n\r\n")
    #expect(!server.stream.isClosed)
  }

  @Test func theHeadMayBringTheFirstPiece() {
    let server = ServerFixture()
    server.stream.receive("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
    server.service.exchanges[0].beginStream(
      HTTPResponse(HTTPStatus(200), body: Array("one".utf8)))
    #expect(server.stream.takeSentText().hasSuffix("\r\n\r\n3\r\none\r\n"))
  }

  @Test func theNextRequestWaitsForTheEnd() {
    let server = ServerFixture()
    server.stream.receive("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n")
    stream(server.service.exchanges[0], ["x"])
    #expect(server.service.requests.count == 1)
    server.service.exchanges[0].finish()
    #expect(server.service.requests.map(\.target) == ["/a", "/b"])
  }

  @Test func anOldClientReadsUntilTheEndOfTheConnection() {
    let server = ServerFixture()
    server.stream.receive("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    stream(server.service.exchanges[0], ["one", "two"])
    server.service.exchanges[0].finish()
    #expect(
      server.stream.takeSentText()
        == "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\(date)"
        + "Connection: close\r\n\r\nonetwo")
    #expect(server.stream.isClosed)
  }

  @Test func headHasNoPieces() {
    let server = ServerFixture()
    server.stream.receive("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n")
    stream(server.service.exchanges[0], ["one"])
    server.service.exchanges[0].finish()
    #expect(server.stream.takeSentText().hasSuffix("Transfer-Encoding: chunked\r\n\r\n"))
    #expect(!server.stream.isClosed)
  }

  @Test func piecesAfterTheEndAreDropped() {
    let server = ServerFixture()
    server.stream.receive("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
    let exchange = server.service.exchanges[0]
    exchange.write([0x61])
    stream(exchange, [])
    exchange.finish()
    _ = server.stream.takeSent()
    exchange.write([0x61])
    exchange.finish()
    exchange.respond(HTTPResponse(HTTPStatus(500)))
    #expect(server.stream.takeSent() == [])
  }
}
