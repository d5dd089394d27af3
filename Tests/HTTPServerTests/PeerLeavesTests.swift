import HTTP1
import HTTPServer
import HostInterface
import TestSupport
import Testing

@Suite struct PeerLeavesTests {
  private let get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"

  @Test func aLostConnectionIsToldOnce() {
    let server = ServerFixture()
    server.stream.receive(get)
    var count = 0
    server.service.exchanges[0].onPeerLeft = { count += 1 }
    server.stream.fail(.failed(errno: 104))
    #expect(count == 1)
    server.answer(0, "late")
    #expect(server.stream.takeSent() == [])
    #expect(server.scheduler.pendingCount == 0)
  }

  @Test func anAnsweredExchangeIsToldNothing() {
    let server = ServerFixture()
    server.stream.receive(get)
    var count = 0
    server.service.exchanges[0].onPeerLeft = { count += 1 }
    server.answer(0, "/a")
    server.stream.fail()
    #expect(count == 0)
  }

  @Test func theEndOfInputTellsAnExchangeThatCares() {
    let server = ServerFixture()
    server.stream.receive(get)
    var count = 0
    server.service.exchanges[0].onPeerLeft = { count += 1 }
    server.stream.finishReceiving()
    #expect(count == 1)
    #expect(server.stream.isClosed)
  }

  @Test func theEndOfInputStillGetsAnswers() {
    let server = ServerFixture()
    server.stream.receive(get + get)
    server.stream.finishReceiving()
    #expect(!server.stream.isClosed)
    server.answer(0, "/1")
    server.answer(1, "/2")
    #expect(server.stream.takeSentText() == ServerFixture.echo("/1") + ServerFixture.echo("/2"))
    #expect(server.stream.isClosed)
  }

  @Test func theEndOfInputBetweenRequestsCloses() {
    let server = ServerFixture()
    server.echoTargets()
    server.stream.receive(get)
    server.stream.finishReceiving()
    #expect(server.stream.isClosed)
    #expect(server.scheduler.pendingCount == 0)
  }

  @Test func theEndOfInputWithinARequestCloses() {
    let server = ServerFixture()
    server.stream.receive("GET /a HTT")
    server.stream.finishReceiving()
    #expect(server.stream.isClosed)
    #expect(server.stream.takeSent() == [])
  }

  @Test func aLostStreamedAnswerIsTold() {
    let server = ServerFixture()
    server.stream.receive(get)
    let exchange = server.service.exchanges[0]
    var hasLeft = false
    exchange.onPeerLeft = { hasLeft = true }
    exchange.beginStream(HTTPResponse(HTTPStatus(200)))
    server.stream.fail()
    #expect(hasLeft)
    exchange.write([1])
    exchange.finish()
  }
}
