import HTTP1
import HTTPServer
import HostInterface
import TestSupport
import Testing

@Suite struct BackPressureTests {
  private let get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"

  @Test func inputBehindAnOpenExchangeIsBounded() {
    let server = ServerFixture { $0.backlogLimit = 100 }
    server.stream.receive(get)
    server.stream.receive(get + get)
    #expect(!server.stream.isReadingPaused)
    server.stream.receive(get + get)
    #expect(server.stream.isReadingPaused)
    server.answer(0, "/a")
    #expect(!server.stream.isReadingPaused)
    for index in 1...4 { server.answer(index, "/a") }
    #expect(server.service.requests.count == 5)
  }

  @Test func noAnswersAreMadeForAPeerThatReadsNone() {
    let server = ServerFixture { $0.outputHighMark = 1_000 }
    server.service.answer = { request, exchange in
      exchange.respond(HTTPResponse(HTTPStatus(200), body: Array(request.target.utf8)))
      server.stream.pendingByteCount += 600
    }
    server.stream.receive(get + get + get + get)
    #expect(server.service.requests.count == 2)
    #expect(server.stream.isReadingPaused)
    server.stream.pendingByteCount = 0
    server.stream.handler?.outboxDrained()
    #expect(server.service.requests.count == 4)
    server.stream.pendingByteCount = 0
    server.stream.handler?.outboxDrained()
    #expect(!server.stream.isReadingPaused)
  }
}
