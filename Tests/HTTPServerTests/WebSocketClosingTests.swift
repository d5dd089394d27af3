import HTTP1
import HTTPServer
import HostInterface
import TestSupport
import Testing

@Suite struct WebSocketClosingTests {
  @Test(arguments: [1000, 1001, 3000, 4999] as [UInt16])
  func thePeersCloseIsEchoed(_ code: UInt16) throws {
    let web = try WebSocketFixture()
    let bytes = [UInt8(code >> 8), UInt8(code & 0xFF)]
    web.receive(0x88, bytes + Array("bye".utf8))
    #expect(web.stream.takeSent() == [0x88, 2] + bytes)
    #expect(web.stream.isClosed)
    #expect(web.handler.events == [.closed(code)])
  }

  @Test func anEmptyCloseIsEchoedEmpty() throws {
    let web = try WebSocketFixture()
    web.receive(0x88, [])
    #expect(web.stream.takeSent() == [0x88, 0])
    #expect(web.handler.events == [.closed(1005)])
  }

  @Test func nothingBehindAPeersCloseCounts() throws {
    let web = try WebSocketFixture()
    web.stream.receive(
      WebSocketFixture.frame(0x88, [3, 232]) + WebSocketFixture.frame(0x81, [0x61]))
    #expect(web.handler.events == [.closed(1000)])
  }

  @Test func ownCloseWaitsForThePeers() throws {
    let web = try WebSocketFixture()
    web.socket.close(code: 1001, reason: "going")
    #expect(web.stream.takeSent() == [0x88, 7, 3, 233] + Array("going".utf8))
    web.socket.send(text: Array("late".utf8).span)
    web.receive(text: "dropped")
    web.receive(0x89, [1])
    #expect(web.stream.takeSent() == [])
    #expect(!web.stream.isClosed)
    web.receive(0x88, [3, 233])
    #expect(web.stream.isClosed)
    #expect(!web.stream.isAborted)
    #expect(web.handler.events == [.closed(1001)])
    #expect(web.server.scheduler.pendingCount == 0)
  }

  @Test func theHandshakeEndsEvenWhenNobodyListensAnyMore() throws {
    let web = try WebSocketFixture()
    web.socket.close(code: 1000, reason: "")
    web.socket.handler = nil
    web.receive(0x88, [3, 232])
    #expect(web.stream.isClosed)
    #expect(!web.stream.isAborted)
  }

  @Test func aSilentPeerIsCutOff() throws {
    let web = try WebSocketFixture()
    web.socket.close(code: 1000, reason: "")
    web.server.scheduler.advance(by: .seconds(4))
    #expect(!web.stream.isClosed)
    web.server.scheduler.advance(by: .seconds(1))
    #expect(web.stream.isAborted)
    #expect(web.handler.events == [.closed(1006)])
  }

  static let violations: [(frame: [UInt8], code: UInt16)] = [
    ([0x81, 0x00], 1002), ([0x83, 0x80], 1002), ([0xC1], 1002),
    (WebSocketFixture.frame(0x80, [1]), 1002), (WebSocketFixture.frame(0x88, [3]), 1002),
    (WebSocketFixture.frame(0x88, [3, 237]), 1002), (WebSocketFixture.frame(0x81, [0xFF]), 1007),
    (WebSocketFixture.frame(0x88, [3, 232, 0xFF]), 1007),
    (Array(WebSocketFixture.frame(0x82, Array(repeating: 0, count: 2_001)).prefix(8)), 1009),
  ]

  @Test(arguments: violations)
  func aViolationIsAnsweredWithItsCode(_ frame: [UInt8], _ code: UInt16) throws {
    let web = try WebSocketFixture { $0.messageLimit = 2_000 }
    web.stream.receive(frame)
    #expect(web.stream.takeSent() == [0x88, 2, UInt8(code >> 8), UInt8(code & 0xFF)])
    #expect(web.stream.isClosed)
    #expect(web.handler.events == [.closed(code)])
  }

  @Test func badTextIsRefusedWithinTheFrame() throws {
    let web = try WebSocketFixture()
    let frame = WebSocketFixture.frame(0x81, Array("ok".utf8) + [0xFF, 0x61, 0x61])
    web.stream.receive(Array(frame.prefix(8)))
    #expect(web.stream.takeSent() == [])
    web.stream.receive([frame[8]])
    #expect(web.stream.takeSent() == [0x88, 2, 3, 239])
  }

  @Test func aLostConnectionIsAbnormal() throws {
    let web = try WebSocketFixture()
    web.stream.fail(.failed(errno: 104))
    web.socket.send(text: [0x61].span)
    web.socket.close(code: 1000, reason: "")
    #expect(web.handler.events == [.closed(1006)])
    #expect(web.server.scheduler.pendingCount == 0)
  }

  @Test func anEndWithoutACloseFrameIsAbnormal() throws {
    let web = try WebSocketFixture()
    web.stream.finishReceiving()
    #expect(web.stream.isClosed)
    #expect(web.handler.events == [.closed(1006)])
  }

  @Test func whatCameBeforeTheEndIsDelivered() throws {
    let server = ServerFixture()
    let handler = RecordingHandler()
    server.service.onUpgrade = { _, exchange in exchange.accept(headers: [:])?.handler = handler }
    server.stream.receive(
      Array(WebSocketFixture.request.utf8) + WebSocketFixture.frame(0x81, [0x61]))
    server.stream.finishReceiving()
    #expect(handler.events == [.text("a"), .closed(1006)])
  }

  @Test func anAbortIsAbnormal() throws {
    let web = try WebSocketFixture()
    web.socket.abort()
    #expect(web.stream.isAborted)
    #expect(web.handler.events == [.closed(1006)])
  }
}
