import HostInterface
import Testing

@testable import Reactor

@Suite struct TCPStreamReadingTests {
  @Test(arguments: EventLoop.SelectorChoice.tested)
  func bytesArriveInOrderInOneCall(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (stream, peer) = try test.streamPair()
    let recorder = stream.recorded()
    var calls = 0
    recorder.onBytes = { _ in calls += 1 }
    peer.write("one ")
    peer.write("two")
    try test.run(until: { calls > 0 })
    #expect(recorder.text == "one two")
    #expect(calls == 1)
    test.end()
    peer.close()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func oneTurnReadsFourBuffersAtMost(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (server, client) = try test.connectedStreams()
    let recorder = server.recorded()
    server.pauseReading()
    let bytes = pattern(2_000_000)
    client.send(shared: bytes)
    // The kernel's buffers on both sides hold more than four reads bring.
    try test.run(until: { client.pendingByteCount < 1_500_000 })
    server.resumeReading()
    var calls = 0
    var mostCalls = 0
    recorder.onBytes = { _ in
      calls += 1
      mostCalls = max(mostCalls, calls)
    }
    try test.run(until: {
      calls = 0
      return recorder.received.count == bytes.count
    })
    #expect((2...4).contains(mostCalls))
    #expect(recorder.received == bytes)
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aPausedStreamReadsNothingUntilResumed(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (stream, peer) = try test.streamPair()
    let recorder = stream.recorded()
    stream.pauseReading()
    peer.write("later")
    try test.settle()
    try test.settle()
    #expect(recorder.received.isEmpty)
    stream.resumeReading()
    try test.run(until: { recorder.text == "later" })
    test.end()
    peer.close()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func pausingWithinACallBackEndsTheReading(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (server, client) = try test.connectedStreams()
    let recorder = server.recorded()
    recorder.onBytes = { _ in server.pauseReading() }
    client.send(shared: pattern(300_000))
    try test.run(until: { !recorder.received.isEmpty })
    let count = recorder.received.count
    try test.settle()
    #expect(recorder.received.count == count)
    recorder.onBytes = { _ in }
    server.resumeReading()
    try test.run(until: { recorder.received.count == 300_000 })
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func theEndOfStreamIsToldOnceAndOutputStillFlows(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (server, client) = try test.connectedStreams()
    let serverSide = server.recorded()
    let clientSide = client.recorded()
    var endCount = 0
    serverSide.onEnd = { endCount += 1 }
    client.send("question")
    client.close()
    try test.run(until: { serverSide.hasEnded })
    try test.settle()
    #expect(serverSide.text == "question")
    #expect(endCount == 1)
    server.send("too late to be read, but allowed")
    server.close()
    try test.run(until: { serverSide.isClosed && clientSide.isClosed })
    #expect(serverSide.closeReasons == [.closedByPeer])
    #expect(clientSide.closeReasons == [.closedLocally])
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aStreamWithoutHandlerClosesWithItsPeer(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (_, peer) = try test.streamPair()
    peer.write("nobody listens")
    peer.close()
    try test.run(until: { test.loop.descriptorCount == 0 })
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aResetIsAFailure(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (server, client) = try test.connectedStreams()
    let serverSide = server.recorded()
    let clientSide = client.recorded()
    client.abort()
    try test.run(until: { serverSide.isClosed })
    #expect(serverSide.closeReasons == [.failed(errno: Errno.connectionReset)])
    #expect(clientSide.closeReasons == [.aborted])
    #expect(!serverSide.hasEnded)
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.testedForResets)
  func aResetReachesAPausedStreamToo(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (server, client) = try test.connectedStreams()
    let serverSide = server.recorded()
    server.pauseReading()
    client.abort()
    try test.run(until: { serverSide.isClosed })
    #expect(serverSide.closeReasons == [.failed(errno: Errno.connectionReset)])
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aPausedStreamWhosePeerLeftDoesNotSpin(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (stream, peer) = try test.streamPair()
    let recorder = stream.recorded()
    stream.pauseReading()
    peer.write("last words")
    peer.close()
    try test.settle()
    var turns = 0
    var isOver = false
    _ = test.loop.schedule(after: .milliseconds(20)) { isOver = true }
    try test.run(until: {
      turns += 1
      return isOver
    })
    #expect(turns < 10)
    stream.resumeReading()
    try test.run(until: { recorder.hasEnded })
    #expect(recorder.text == "last words")
    test.end()
  }
}
