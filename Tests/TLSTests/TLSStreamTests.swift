import HostInterface
import TestSupport
import Testing

@testable import TLS

@Suite struct TLSStreamTests {
  @Test(arguments: [1, 2, 5, 100, .max], [false, true])
  func bytesGoBothWaysInPiecesOfAnySize(_ pieceSize: Int, _ tls12: Bool) throws {
    let pair = try TLSPair(tls12: tls12)
    pair.serverSide.onBytes = { pair.server.send(shared: $0) }
    pair.client.send("hello")
    pair.pump(pieceSize: pieceSize)
    #expect(pair.serverSide.text == "hello")
    #expect(pair.clientSide.text == "hello")
    #expect(pair.server.version == (tls12 ? "TLSv1.2" : "TLSv1.3"))
    #expect(pair.server.applicationProtocol == "http/1.1")
    #expect(pair.client.isSecure)
    #expect(pair.server.peerAddress == "127.0.0.1")
  }

  @Test func nothingTravelsInPlainText() throws {
    let pair = try TLSPair()
    pair.pump()
    pair.server.send("a secret that must not show")
    let wire = String(decoding: pair.serverWire.sent, as: UTF8.self)
    #expect(!wire.isEmpty)
    #expect(!wire.contains("secret"))
  }

  @Test func manyRecordsArriveWholeAndInOrder() throws {
    let pair = try TLSPair()
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / 253) }
    pair.pump()
    pair.server.send(shared: bytes)
    pair.server.send(bytes.span)
    pair.pump(pieceSize: 60_000)
    #expect(pair.clientSide.received == bytes + bytes)
  }

  @Test func whatIsSentBeforeTheHandshakeWaitsForIt() throws {
    let pair = try TLSPair()
    pair.client.send("early")
    #expect(pair.client.pendingByteCount >= 5)
    #expect(pair.serverSide.received.isEmpty)
    pair.client.close()
    pair.pump()
    #expect(pair.serverSide.text == "early")
    #expect(pair.serverSide.endCount == 1)
  }

  @Test func closeSaysGoodbyeAndThePeerMayStillAnswer() throws {
    let pair = try TLSPair()
    pair.pump()
    pair.serverSide.onEnd = {
      pair.server.send("last words")
      pair.server.close()
    }
    let wire = pair.clientWire.sent.count
    pair.client.close()
    pair.client.send("ignored")
    #expect(pair.clientWire.sent.count > wire)
    #expect(pair.clientSide.closeReasons == [.closedLocally])
    pair.pump()
    #expect(pair.serverSide.received.isEmpty)
    #expect(pair.serverSide.endCount == 1)
    #expect(pair.serverSide.closeReasons == [.closedLocally])
    #expect(!pair.serverWire.isAborted)
  }

  @Test func anEndWithoutGoodbyeIsAnEndToo() throws {
    let pair = try TLSPair()
    pair.client.send("cut short")
    pair.pump()
    pair.serverWire.finishReceiving()
    pair.serverWire.finishReceiving()
    #expect(pair.serverSide.text == "cut short")
    #expect(pair.serverSide.endCount == 1)
    #expect(pair.serverSide.closeReasons.isEmpty)
  }

  @Test func aPeerThatLeavesDuringTheHandshakeEndsTheStream() throws {
    let pair = try TLSPair()
    pair.serverWire.receive(Array(pair.clientWire.takeSent().prefix(40)))
    pair.serverWire.finishReceiving()
    #expect(pair.serverWire.isClosed)
    #expect(pair.serverSide.closeReasons.count == 1)
    #expect(pair.serverSide.endCount == 0)
  }

  @Test func aHandshakeThatStallsTimesOut() throws {
    let pair = try TLSPair()
    pair.scheduler.advance(by: .seconds(9))
    #expect(pair.serverSide.closeReasons.isEmpty)
    pair.scheduler.advance(by: .seconds(1))
    #expect(pair.serverSide.closeReasons == [.tls("the handshake timed out")])
    #expect(pair.scheduler.pendingCount == 0)
  }

  @Test func aHandshakeInTimeIsNotTimedOut() throws {
    let pair = try TLSPair()
    pair.pump()
    #expect(pair.scheduler.pendingCount == 0)
    pair.scheduler.advance(by: .seconds(60))
    #expect(pair.serverSide.closeReasons.isEmpty)
  }

  @Test func abortDropsEverything() throws {
    let pair = try TLSPair()
    pair.pump()
    pair.server.abort()
    #expect(pair.serverWire.isAborted)
    #expect(pair.serverSide.closeReasons == [.aborted])
    pair.server.send("ignored")
    pair.server.close()
    #expect(pair.serverWire.sent.isEmpty)
  }

  @Test func theTransportsFailureIsPassedOn() throws {
    let pair = try TLSPair()
    pair.pump()
    pair.serverWire.fail(.failed(errno: 104))
    #expect(pair.serverSide.closeReasons == [.failed(errno: 104)])
  }

  @Test func aDrainedOutboxIsPassedOn() throws {
    let pair = try TLSPair()
    pair.serverWire.pendingByteCount = 77
    #expect(pair.server.pendingByteCount == 77)
    pair.serverWire.handler?.outboxDrained()
    #expect(pair.serverSide.drainCount == 1)
  }

  @Test func aPausedStreamDecryptsNothingUntilResumed() throws {
    let pair = try TLSPair()
    pair.pump()
    pair.serverSide.onBytes = { _ in pair.server.pauseReading() }
    for _ in 0..<3 { pair.client.send("piece ") }
    pair.pump()
    #expect(pair.serverWire.isReadingPaused)
    #expect(pair.serverSide.text == "piece ")
    pair.serverSide.onBytes = { _ in }
    pair.server.resumeReading()
    #expect(pair.serverSide.text == "piece ", "nothing is told inside resumeReading")
    pair.scheduler.advance(by: .zero)
    #expect(!pair.serverWire.isReadingPaused)
    #expect(pair.serverSide.text == "piece piece piece ")
  }

  @Test func closingWithinACallBackStopsTheReading() throws {
    let pair = try TLSPair()
    pair.pump()
    pair.serverSide.onBytes = { _ in pair.server.close() }
    pair.client.send("one")
    pair.client.send("two")
    pair.pump()
    #expect(pair.serverSide.text == "one")
    #expect(pair.serverSide.closeReasons == [.closedLocally])
  }
}
