import HTTP1
import HTTPServer
import HostInterface
import TestSupport
import Testing
import WebSocket

@Suite struct ConnectionFaultTests {
  @Test func aBrokenRequestIsToldOnceHoweverMuchFollows() {
    let server = ServerFixture()
    for _ in 0..<3 { server.stream.receive("GET / HTTP/9.9\r\n\r\n") }
    #expect(server.service.faults == [.request(.unsupportedVersion)])
  }

  @Test func aBrokenFrameIsToldOnceHoweverMuchFollows() throws {
    let web = try WebSocketFixture()
    for _ in 0..<3 { web.stream.receive([0x81, 0x01, 0x61]) }
    #expect(web.server.service.faults == [.webSocket(.unmaskedFrame)])
  }

  @Test(arguments: [
    (StreamCloseReason.outboxOverflow, ConnectionFault.slowReader),
    (.tls("bad record mac"), .tls("bad record mac")),
  ])
  func aStreamThatWasCutOffIsTold(_ reason: StreamCloseReason, _ fault: ConnectionFault) throws {
    let server = ServerFixture()
    server.stream.fail(reason)
    #expect(server.service.faults == [fault])
    let web = try WebSocketFixture()
    web.stream.fail(reason)
    #expect(web.server.service.faults == [fault])
  }

  @Test(arguments: [StreamCloseReason.closedByPeer, .failed(errno: 104), .aborted])
  func aPeerThatLeavesIsNoFault(_ reason: StreamCloseReason) {
    let server = ServerFixture()
    server.stream.receive("GET / HT")
    server.stream.fail(reason)
    #expect(server.service.faults.isEmpty)
  }

  @Test func faultsSayWhatThePeerWasTold() {
    #expect("\(ConnectionFault.request(.repeatedContentLength))".hasSuffix(" (400)"))
    #expect("\(ConnectionFault.webSocket(.invalidText))" == "A text message is not UTF-8. (1007)")
    #expect("\(ConnectionFault.tls("no"))" == "TLS: no")
  }
}
