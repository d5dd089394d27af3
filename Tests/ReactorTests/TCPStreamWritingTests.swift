import HostInterface
import Testing

@testable import Reactor

@Suite struct TCPStreamWritingTests {
  @Test(arguments: EventLoop.SelectorChoice.tested)
  func whatIsSentLeavesAtTheEndOfTheTurn(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (stream, peer) = try test.streamPair()
    stream.send("a")
    stream.send(shared: [UInt8(ascii: "b")])
    stream.send("c")
    #expect(peer.readAll().bytes.isEmpty)
    #expect(stream.pendingByteCount == 3)
    test.loop.turn()
    #expect(peer.readOnce() == Array("abc".utf8))
    #expect(stream.pendingByteCount == 0)
    test.end()
    peer.close()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func partialWritesLoseNothing(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (stream, peer) = try test.streamPair()
    stream.descriptor.shrinkBuffers()
    peer.shrinkBuffers()
    let bytes = pattern(400_000)
    var start = 0
    for size in [1, 70_000, 3, 4_096, 5_000, 100_000, 220_900] {
      let piece = Array(bytes[start..<start + size])
      if size % 2 == 0 { stream.send(shared: piece) } else { stream.send(piece.span) }
      start += size
    }
    #expect(start == bytes.count)
    var received: [UInt8] = []
    var mostAtOnce = 0
    try test.run(until: {
      while let piece = peer.readOnce(1_777) {
        mostAtOnce = max(mostAtOnce, piece.count)
        received += piece
      }
      return received.count == bytes.count
    })
    #expect(received == bytes)
    #expect(mostAtOnce <= 1_777)
    test.end()
    peer.close()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aDrainedOutboxIsToldOnce(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector) {
      $0.outboxHighMark = 500_000
      $0.outboxLowMark = 1_000
    }
    let (stream, peer) = try test.streamPair()
    let recorder = stream.recorded()
    stream.send(shared: pattern(499_999))
    var count = 0
    try test.run(until: {
      count += peer.readAll().bytes.count
      return count == 499_999
    })
    try test.settle()
    #expect(recorder.drainCount == 0)
    stream.send(shared: pattern(500_001))
    try test.run(until: {
      _ = peer.readAll()
      return recorder.drainCount > 0
    })
    try test.settle()
    #expect(recorder.drainCount == 1)
    #expect(stream.pendingByteCount < 1_000)
    test.end()
    peer.close()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aHandlerThatRefillsADrainedOutboxSendsEverything(
    _ selector: EventLoop.SelectorChoice
  ) throws {
    let test = try TestLoop(selector) {
      $0.outboxHighMark = 10_000
      $0.outboxLowMark = 1_000
    }
    let (stream, peer) = try test.streamPair()
    let recorder = stream.recorded()
    var refillsLeft = 20
    recorder.onDrain = {
      guard refillsLeft > 0 else { return }
      refillsLeft -= 1
      stream.send(shared: pattern(50_000))
    }
    stream.send(shared: pattern(50_000))
    var count = 0
    try test.run(until: {
      count += peer.readAll().bytes.count
      return count == 21 * 50_000
    })
    test.end()
    peer.close()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aPeerThatDoesNotReadIsCutOff(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector) { $0.outboxLimit = 1_000_000 }
    let (stream, peer) = try test.streamPair()
    let recorder = stream.recorded()
    stream.send(shared: pattern(1_000_001))
    #expect(stream.pendingByteCount == 1_000_001)
    stream.send("one too many")
    #expect(recorder.closeReasons.isEmpty, "the end is told by the loop, not inside send")
    #expect(stream.pendingByteCount == 0)
    try test.run(until: { recorder.isClosed })
    #expect(recorder.closeReasons == [.outboxOverflow])
    stream.send("ignored")
    #expect(stream.pendingByteCount == 0)
    #expect(test.loop.descriptorCount == 0)
    test.end()
    peer.close()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func writingToAPeerThatIsGoneIsAFailureAndNoSignal(
    _ selector: EventLoop.SelectorChoice
  ) throws {
    let test = try TestLoop(selector)
    let (stream, peer) = try test.streamPair()
    let recorder = stream.recorded()
    peer.close()
    stream.send("anyone?")
    stream.send(shared: pattern(100))
    try test.run(until: { recorder.isClosed })
    #expect(recorder.closeReasons == [.failed(errno: Errno.brokenPipe)])
    test.end()
  }
}
