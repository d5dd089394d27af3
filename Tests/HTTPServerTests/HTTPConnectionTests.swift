import HTTP1
import HTTPServer
import HostInterface
import TestSupport
import Testing

@Suite struct HTTPConnectionTests {
  @Test func aRequestIsAnswered() {
    let server = ServerFixture()
    server.echoTargets()
    server.stream.receive("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(server.stream.takeSentText() == ServerFixture.echo("/a"))
    #expect(!server.stream.isClosed)
  }

  @Test func pipelinedRequestsAreAnsweredInOrder() throws {
    let server = ServerFixture()
    server.stream.receive(
      "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
        + "GET /3 HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(server.service.requests.map(\.target) == ["/1"])
    server.service.exchanges[0].respond(HTTPResponse(HTTPStatus(200), body: Array("/1".utf8)))
    #expect(server.service.requests.map(\.target) == ["/1", "/2"])
    #expect(server.service.requests[1].body == Array("abc".utf8))
    server.service.exchanges[1].respond(HTTPResponse(HTTPStatus(200), body: Array("/2".utf8)))
    server.service.exchanges[2].respond(HTTPResponse(HTTPStatus(200), body: Array("/3".utf8)))
    #expect(
      server.stream.takeSentText()
        == ["/1", "/2", "/3"].map { ServerFixture.echo($0) }.joined())
  }
}
