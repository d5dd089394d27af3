import HTTPServer
import HostInterface
import TestSupport
import Testing

@Suite struct WebSocketSilenceTests {
  @Test func nothingComesOrGoesUntilItIsOver() throws {
    let web = try WebSocketFixture()
    web.socket.fallSilent()
    web.socket.send(text: [0x61].span)
    web.receive(text: "b")
    web.receive(0x89, [1])
    #expect(web.stream.takeSent() == [])
    #expect(web.handler.events == [])
    web.socket.endSilence()
    #expect(web.stream.takeSent() == [0x81, 1, 0x61, 0x8A, 1, 1])
    #expect(web.handler.events == [.text("b")])
    web.receive(text: "c")
    #expect(web.handler.events == [.text("b"), .text("c")])
  }

  @Test func thePeerDoesNotSeeTheEnd() throws {
    let web = try WebSocketFixture()
    web.socket.fallSilent()
    web.socket.close(code: 1000, reason: "")
    web.server.scheduler.advance(by: .seconds(60))
    #expect(web.handler.events == [.closed(1006)])
    #expect(web.stream.takeSent() == [])
    #expect(!web.stream.isClosed)
    #expect(web.server.scheduler.pendingCount == 0)
    web.socket.endSilence()
    #expect(web.stream.isAborted)
  }

  @Test func aConnectionThatBothSidesHaveLeftIsClosed() throws {
    let web = try WebSocketFixture()
    web.socket.fallSilent()
    web.socket.close(code: 1000, reason: "")
    web.server.scheduler.advance(by: .seconds(60))
    web.stream.finishReceiving()
    #expect(web.stream.isClosed)
  }

  @Test func thePeersEndIsNotNoticed() throws {
    let web = try WebSocketFixture()
    web.socket.fallSilent()
    web.receive(text: "last")
    web.stream.finishReceiving()
    #expect(web.handler.events == [])
    #expect(!web.stream.isClosed)
    web.socket.endSilence()
    #expect(web.handler.events == [.text("last"), .closed(1006)])
    #expect(web.stream.isClosed)
  }

  @Test func whatIsKeptIsBounded() throws {
    let web = try WebSocketFixture { $0.backlogLimit = 16 }
    web.socket.fallSilent()
    web.receive(text: "0123456789")
    #expect(web.stream.isReadingPaused)
    let piece = [UInt8](repeating: 0x61, count: 65_536)
    for _ in 0..<17 { web.socket.send(text: piece.span) }
    web.socket.endSilence()
    #expect(web.stream.isAborted)
  }

  @Test func aResetOfThePeerEndsIt() throws {
    let web = try WebSocketFixture()
    web.socket.fallSilent()
    web.stream.fail(.failed(errno: 104))
    #expect(web.handler.events == [.closed(1006)])
    web.socket.endSilence()
    #expect(web.server.scheduler.pendingCount == 0)
  }
}
