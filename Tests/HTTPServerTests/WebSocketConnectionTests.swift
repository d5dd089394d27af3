import HTTP1
import HTTPServer
import HostInterface
import TestSupport
import Testing

@Suite struct WebSocketConnectionTests {
  @Test func messagesGoBothWays() throws {
    let web = try WebSocketFixture()
    web.handler.echoesTo = web.socket
    web.receive(text: "hé")
    web.receive(0x82, [0, 255])
    #expect(web.handler.events == [.text("hé"), .binary([0, 255])])
    #expect(web.stream.takeSent() == [0x81, 3] + Array("hé".utf8) + [0x82, 2, 0, 255])
  }

  @Test func aLongMessageIsSentWhole() throws {
    let web = try WebSocketFixture()
    let payload = Array(repeating: UInt8(0x61), count: 5_000)
    web.socket.send(text: payload.span)
    #expect(web.stream.takeSent() == [0x81, 126, 0x13, 0x88] + payload)
  }

  @Test func fragmentsAndPiecesAreJoined() throws {
    let web = try WebSocketFixture()
    let input =
      WebSocketFixture.frame(0x01, Array("He".utf8))
      + WebSocketFixture.frame(0x89, [1]) + WebSocketFixture.frame(0x80, Array("llo".utf8))
    for byte in input { web.stream.receive([byte]) }
    #expect(web.handler.events == [.text("Hello")])
    #expect(web.stream.takeSent() == [0x8A, 1, 1])
  }

  @Test func aSharedMessageIsFramedOnce() throws {
    let first = try WebSocketFixture()
    let second = try WebSocketFixture()
    let message = SharedMessage(Array("all".utf8), isText: true)
    first.socket.send(message)
    let frame = try #require(message.frame)
    second.socket.send(message)
    #expect(frame == [0x81, 3] + Array("all".utf8))
    #expect(first.stream.takeSent() == frame)
    #expect(second.stream.takeSent() == frame)
    let binary = SharedMessage([1, 2], isText: false)
    first.socket.send(binary)
    #expect(first.stream.takeSent() == [0x82, 2, 1, 2])
  }

  @Test func aPingIsAnsweredAndAPongIgnored() throws {
    let web = try WebSocketFixture()
    web.receive(0x89, Array("hi".utf8))
    web.receive(0x8A, Array("ho".utf8))
    #expect(web.stream.takeSent() == [0x8A, 2] + Array("hi".utf8))
    #expect(web.handler.events == [])
  }

  @Test func underAFloodOnlyTheLastPingIsAnswered() throws {
    let web = try WebSocketFixture()
    web.stream.pendingByteCount = 1_000_000
    for index in 0..<100 as Range<UInt8> { web.receive(0x89, [index]) }
    #expect(web.stream.takeSent() == [])
    #expect(web.stream.isReadingPaused)
    web.stream.pendingByteCount = 0
    web.stream.handler?.outboxDrained()
    #expect(web.stream.takeSent() == [0x8A, 1, 99])
    #expect(!web.stream.isReadingPaused)
  }

  @Test func anIdleSocketNeedsNoTimer() throws {
    let web = try WebSocketFixture()
    #expect(web.server.scheduler.pendingCount == 0)
    web.server.scheduler.advance(by: .seconds(100_000))
    #expect(!web.stream.isClosed)
  }

  @Test func theOutboxIsReported() throws {
    let web = try WebSocketFixture()
    web.stream.pendingByteCount = 7
    #expect(web.socket.pendingByteCount == 7)
  }

  @Test func manyMessagesInOneReadComeInOrder() throws {
    let web = try WebSocketFixture()
    let frames = (0..<500).flatMap { WebSocketFixture.frame(0x81, Array("\($0)".utf8)) }
    web.stream.receive(frames)
    #expect(web.handler.events == (0..<500).map { .text("\($0)") })
  }
}
