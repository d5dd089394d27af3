import HTTP1
import HTTPServer
import HostInterface
import TestSupport
import Testing

@Suite struct RefusalTests {
  private func refusal(_ status: HTTPStatus, _ body: String) -> String {
    "HTTP/1.1 \(status)\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nConnection: close\r\n"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  @Test func aBrokenRequestIsAnsweredAndClosed() {
    let server = ServerFixture()
    server.stream.receive("GET /a HTTP/1.1\r\nBad Name: x\r\n\r\n")
    #expect(
      server.stream.takeSentText()
        == refusal(HTTPStatus(400), "A header name holds byte 32."))
    #expect(server.stream.isClosed)
    #expect(server.service.refusals.map(\.target) == ["/a"])
    #expect(server.service.requests.isEmpty)
  }

  @Test func whatCameBeforeIsAnsweredFirst() {
    let server = ServerFixture()
    server.echoTargets()
    server.stream.receive("GET /a HTTP/1.1\r\nHost: x\r\n\r\nrubbish\r\n")
    #expect(
      server.stream.takeSentText()
        == ServerFixture.echo("/a")
        + refusal(HTTPStatus(400), "The request line is not method, target and version."))
    #expect(server.service.refusals.map(\.target) == [nil])
  }

  @Test func nothingAfterARefusalIsRead() {
    let server = ServerFixture()
    server.echoTargets()
    server.stream.receive("\u{16}\u{3}\u{1}GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(
      server.stream.takeSentText()
        == refusal(
          HTTPStatus(400), "This port speaks plain HTTP, but a TLS handshake arrived."))
    #expect(server.service.requests.isEmpty)
  }

  @Test func theServiceLimitsTheBody() {
    let server = ServerFixture()
    server.service.limit = 4
    server.stream.receive("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n")
    #expect(
      server.stream.takeSentText()
        == refusal(HTTPStatus(413), "The body is longer than 4 bytes."))
    #expect(server.service.refusals.map(\.error) == [.bodyTooLarge(limit: 4)])
  }

  @Test func aBodyIsAskedForOnlyWhenItFits() {
    let server = ServerFixture()
    server.service.limit = 4
    server.echoTargets()
    let head = "POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: "
    server.stream.receive("\(head)4\r\n\r\n")
    #expect(server.stream.takeSentText() == "HTTP/1.1 100 Continue\r\n\r\n")
    server.stream.receive("body")
    #expect(server.stream.takeSentText() == ServerFixture.echo("/a"))
    server.stream.receive("\(head)5\r\n\r\n")
    #expect(server.stream.takeSentText().hasPrefix("HTTP/1.1 413 "))
  }

  @Test func theDefaultRefusalSaysWhy() {
    final class Plain: HTTPService {
      func respond(to request: HTTPRequest, on exchange: any HTTPExchange) {}
      func upgrade(_ request: HTTPRequest, on exchange: any UpgradeExchange) {}
    }
    let stream = MemoryStream()
    HTTPConnection(
      stream: stream,
      context: ServerContext(service: Plain(), scheduler: ManualScheduler(), wallClock: { 0 }))
    stream.receive("GET / HTTP/2.0\r\n")
    #expect(
      stream.takeSentText()
        == "HTTP/1.1 505 HTTP Version Not Supported\r\nContent-Type: text/plain; charset=utf-8\r\n"
        + "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\nConnection: close\r\nContent-Length: 43\r\n\r\n"
        + "Only HTTP/1.0 and HTTP/1.1 are spoken here.")
  }
}
