import HostInterface
import Testing

@testable import Reactor

@Suite struct TCPStreamClosingTests {
  @Test(arguments: EventLoop.SelectorChoice.tested)
  func closeSendsEverythingFirst(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (server, client) = try test.connectedStreams()
    let serverSide = server.recorded()
    let clientSide = client.recorded()
    let bytes = pattern(3_000_000)
    server.send(shared: bytes)
    server.close()
    server.send("not after close")
    try test.run(until: { clientSide.hasEnded })
    #expect(clientSide.received == bytes)
    #expect(serverSide.closeReasons == [.closedLocally])
    client.close()
    try test.run(until: { test.loop.descriptorCount == 0 })
    #expect(clientSide.closeReasons == [.closedByPeer])
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func theLastBytesSurviveInputThatIsStillArriving(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (server, client) = try test.connectedStreams()
    let serverSide = server.recorded()
    let clientSide = client.recorded()
    serverSide.onBytes = { _ in
      server.send("refused")
      server.close()
    }
    client.send(shared: pattern(5_000_000))
    try test.run(until: { clientSide.hasEnded })
    #expect(clientSide.text == "refused")
    client.abort()
    try test.run(until: { test.loop.descriptorCount == 0 })
    #expect(serverSide.closeReasons == [.closedLocally])
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aPeerThatNeverClosesIsNotWaitedForLong(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector) { $0.lingerTimeout = .milliseconds(20) }
    let (stream, peer) = try test.streamPair()
    let recorder = stream.recorded()
    stream.send("bye")
    stream.close()
    try test.run(until: { recorder.isClosed })
    #expect(test.loop.descriptorCount == 1)
    try test.run(until: { test.loop.descriptorCount == 0 })
    #expect(recorder.closeReasons == [.closedLocally])
    let (bytes, hasEnded, _) = peer.readAll()
    #expect(bytes == Array("bye".utf8))
    #expect(hasEnded)
    test.end()
    peer.close()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aPeerThatTakesNothingIsGivenUp(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector) { $0.closeTimeout = .milliseconds(20) }
    let (stream, peer) = try test.streamPair()
    let recorder = stream.recorded()
    stream.send(shared: pattern(5_000_000))
    stream.close()
    try test.run(until: { recorder.isClosed })
    #expect(recorder.closeReasons == [.failed(errno: Errno.timedOut)])
    #expect(test.loop.descriptorCount == 0)
    test.end()
    peer.close()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aPeerThatHadStoppedReadingBeforeTheCloseIsGivenUpToo(
    _ selector: EventLoop.SelectorChoice
  ) throws {
    let test = try TestLoop(selector) { $0.closeTimeout = .milliseconds(20) }
    let (stream, peer) = try test.streamPair()
    let recorder = stream.recorded()
    stream.send(shared: pattern(5_000_000))
    try test.settle()
    stream.close()
    try test.run(until: { recorder.isClosed })
    #expect(recorder.closeReasons == [.failed(errno: Errno.timedOut)])
    test.end()
    peer.close()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func abortResetsThePeer(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (server, client) = try test.connectedStreams()
    let serverSide = server.recorded()
    let clientSide = client.recorded()
    server.send("dropped")
    server.abort()
    #expect(serverSide.closeReasons.isEmpty, "the end is told by the loop, not inside abort")
    try test.run(until: { clientSide.isClosed })
    #expect(clientSide.closeReasons == [.failed(errno: Errno.connectionReset)])
    #expect(clientSide.received.isEmpty)
    #expect(serverSide.closeReasons == [.aborted])
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func closingWithinACallBackStopsTheReading(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (server, client) = try test.connectedStreams()
    let serverSide = server.recorded()
    let clientSide = client.recorded()
    serverSide.onBytes = { _ in server.close() }
    client.send(shared: pattern(500_000))
    try test.run(until: { clientSide.hasEnded })
    #expect(serverSide.received.count <= 65_536)
    #expect(serverSide.closeReasons == [.closedLocally])
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aStreamAbortedByAnothersHandlerHearsNoMore(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (first, firstPeer) = try test.streamPair()
    let (second, secondPeer) = try test.streamPair()
    let (one, two) = (first.recorded(), second.recorded())
    one.onBytes = { _ in second.abort() }
    two.onBytes = { _ in first.abort() }
    firstPeer.write("x")
    secondPeer.write("y")
    test.loop.turn()
    #expect(one.received.count + two.received.count == 1)
    #expect(one.closeReasons + two.closeReasons == [.aborted])
    test.end()
    firstPeer.close()
    secondPeer.close()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aNumberGivenOutAgainWithinATurnGetsNoStaleEvent(
    _ selector: EventLoop.SelectorChoice
  ) throws {
    let test = try TestLoop(selector)
    let (first, firstPeer) = try test.streamPair()
    let (second, secondPeer) = try test.streamPair()
    let (one, two) = (first.recorded(), second.recorded())
    var newcomers: [(recorder: Recorder, peer: Descriptor)] = []
    func replace(_ stream: TCPStream) throws {
      stream.abort()
      let (newcomer, peer) = try test.streamPair()
      newcomers.append((newcomer.recorded(), peer))
    }
    one.onBytes = { _ in #expect(throws: Never.self) { try replace(second) } }
    two.onBytes = { _ in #expect(throws: Never.self) { try replace(first) } }
    firstPeer.write("x")
    secondPeer.write("y")
    test.loop.turn()
    #expect(newcomers.allSatisfy { $0.recorder.received.isEmpty && !$0.recorder.hasEnded })
    test.end()
    firstPeer.close()
    secondPeer.close()
    for newcomer in newcomers { newcomer.peer.close() }
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func theEndIsToldExactlyOnce(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let (stream, peer) = try test.streamPair()
    let recorder = stream.recorded()
    recorder.onClose = {
      stream.send("into the void")
      stream.close()
      stream.abort()
    }
    stream.close()
    stream.abort()
    stream.close()
    try test.run(until: { recorder.isClosed })
    try test.settle()
    #expect(recorder.closeReasons == [.aborted])
    #expect(test.loop.descriptorCount == 0)
    test.end()
    peer.close()
  }
}
