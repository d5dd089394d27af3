import HostInterface
import Testing

@testable import Reactor

@Suite struct ShutdownTests {
  @Test(arguments: EventLoop.SelectorChoice.tested)
  func streamsSendWhatTheyHaveAndTheLoopEndsByItself(
    _ selector: EventLoop.SelectorChoice
  ) throws {
    let test = try TestLoop(selector)
    let (server, client) = try test.connectedStreams()
    let serverSide = server.recorded()
    let clientSide = client.recorded()
    server.send("goodbye")
    let start = test.loop.now
    test.loop.shutDown(within: .seconds(5))
    test.loop.run()
    #expect(clientSide.closeReasons == [.closedLocally])
    #expect(serverSide.closeReasons == [.closedLocally])
    #expect(start.duration(to: EventLoop.clock()) < .seconds(4))
    #expect(test.loop.descriptorCount == 0)
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aPeerThatDoesNotReadIsNotWaitedForBeyondTheLimit(
    _ selector: EventLoop.SelectorChoice
  ) throws {
    let test = try TestLoop(selector)
    let (stream, peer) = try test.streamPair()
    let recorder = stream.recorded()
    stream.send(shared: pattern(5_000_000))
    test.loop.shutDown(within: .milliseconds(20))
    test.loop.run()
    #expect(recorder.closeReasons == [.aborted])
    peer.close()
  }

  @Test func nobodyIsAcceptedDuringShutdown() throws {
    let test = try TestLoop(.system)
    var outcome: Result<TCPStream, SocketError>?
    let listener = try test.loop.listen(port: 0) { _ in Issue.record("accepted") }
    test.loop.connect(host: "127.0.0.1", port: listener.port, timeout: .seconds(1)) {
      outcome = $0
    }
    test.loop.shutDown(within: .seconds(1))
    test.loop.run()
    let error = try #require(throws: SocketError.self) { try outcome?.get() }
    #expect(error.errno == Errno.cancelled)
  }

  @Test func aLoopWithNothingToDoEndsAtOnce() throws {
    let test = try TestLoop(.system)
    test.loop.shutDown(within: .seconds(60))
    test.loop.run()
  }

  @Test func handlersMayCallAnythingWhileTheLoopEnds() throws {
    let test = try TestLoop(.system)
    let (first, firstPeer) = try test.streamPair()
    let (second, secondPeer) = try test.streamPair()
    let (one, two) = (first.recorded(), second.recorded())
    one.onClose = {
      second.send("x")
      second.abort()
      _ = test.loop.schedule(after: .zero) { Issue.record("ran after the end") }
      #expect(throws: SocketError.self) { try test.loop.listen(port: 0) { _ in } }
    }
    two.onClose = { first.close() }
    test.end()
    #expect(one.closeReasons == [.aborted])
    #expect(two.closeReasons == [.aborted])
    firstPeer.close()
    secondPeer.close()
  }

  @Test func nothingOfAnEndedLoopStaysInMemory() throws {
    var test: TestLoop? = try TestLoop(.system)
    weak let loop = test?.loop
    weak var handler: Recorder?
    do {
      let test = try #require(test)
      let (server, client) = try test.connectedStreams()
      let recorder = server.recorded()
      recorder.onBytes = { server.send($0.span) }
      handler = recorder
      client.send("x")
      _ = try test.loop.listen(port: 0) { _ in }
      test.loop.connect(host: "127.0.0.1", port: 1, timeout: .seconds(1)) { _ in }
      test.loop.turn()
      test.end()
      recorder.onBytes = { _ in }
    }
    test = nil
    #expect(loop == nil)
    #expect(handler == nil)
  }
}
