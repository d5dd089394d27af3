import HostInterface
import Testing

@testable import Reactor

@Suite struct ConnectAttemptTests {
  /// A port nobody listens on, since its listener has just left.
  private func freePort(_ test: TestLoop) throws -> UInt16 {
    let listener = try test.loop.listen(port: 0) { _ in }
    listener.close()
    return listener.port
  }

  private func outcome(
    _ test: TestLoop, host: String, port: UInt16, timeout: Duration = .seconds(5)
  ) throws -> Result<TCPStream, SocketError> {
    var outcome: Result<TCPStream, SocketError>?
    test.loop.connect(host: host, port: port, timeout: timeout) { outcome = $0 }
    #expect(outcome == nil, "the completion is never called inside connect")
    try test.run(until: { outcome != nil })
    return try #require(outcome)
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aRefusedConnectionIsAnErrorWithItsAddress(
    _ selector: EventLoop.SelectorChoice
  ) throws {
    let test = try TestLoop(selector)
    let port = try freePort(test)
    let outcome = try outcome(test, host: "127.0.0.1", port: port)
    #expect(
      throws: SocketError(
        call: "connect", errno: Errno.connectionRefused, address: "127.0.0.1:\(port)")
    ) { try outcome.get() }
    #expect(test.loop.descriptorCount == 0)
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func localhostFindsAServerOnIPv6Only(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    guard let listener = try? test.loop.listen(host: "::1", port: 0, onAccept: { _ in }) else {
      return  // No IPv6 here.
    }
    let stream = try outcome(test, host: "localhost", port: listener.port).get()
    #expect(stream.peerAddress == "::1")
    #expect(stream.peerPort == listener.port)
    test.end()
  }

  /// Written so that it is not known without asking.
  @Test func aNameIsLookedUp() throws {
    let test = try TestLoop(.system)
    let listener = try test.loop.listen(port: 0) { _ in }
    let stream = try outcome(test, host: "LocalHost", port: listener.port).get()
    #expect(stream.peerPort == listener.port)
    test.end()
  }

  @Test func aNameThatNobodyKnowsIsAnErrorWithTheResolversWords() throws {
    let test = try TestLoop(.system)
    let outcome = try outcome(test, host: "no..such..host", port: 1, timeout: .seconds(30))
    guard case .failure(let error) = outcome else {
      Issue.record("a name with an empty label was found")
      return
    }
    #expect(error.call == "getaddrinfo")
    #expect(error.address == "no..such..host")
    #expect(!error.message.isEmpty)
    test.end()
  }

  @Test func aLookUpThatIsGivenUpTellsNobody() throws {
    let test = try TestLoop(.system)
    var isTold = false
    let attempt = test.loop.connect(
      host: "LocalHost", port: 1, timeout: .seconds(30)
    ) { _ in isTold = true }
    attempt.cancel()
    _ = try outcome(test, host: "LocalHost", port: freePort(test))
    #expect(!isTold)
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aConnectionThatTakesTooLongTimesOut(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    // Nobody accepts here, so once the kernel's queue is full it answers no more.
    let address = try #require(SocketAddress(host: "127.0.0.1", port: 0))
    let full = try Descriptor.openListener(on: address, backlog: 1)
    defer { full.close() }
    let port = try #require(full.localAddress?.port)
    var errors: [SocketError] = []
    for _ in 0..<8 {
      test.loop.connect(host: "127.0.0.1", port: port, timeout: .milliseconds(50)) {
        if case .failure(let error) = $0 { errors.append(error) }
      }
    }
    try test.run(until: { !errors.isEmpty })
    #expect(errors.first?.errno == Errno.timedOut)
    #expect(errors.first?.address == "127.0.0.1:\(port)")
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aCancelledAttemptIsForgotten(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let listener = try test.loop.listen(port: 0) { _ in }
    var isCalled = false
    let attempt = test.loop.connect(
      host: "127.0.0.1", port: listener.port, timeout: .seconds(5)
    ) { _ in isCalled = true }
    attempt.cancel()
    try test.settle()
    #expect(!isCalled)
    #expect(test.loop.descriptorCount == 1)
    test.end()
  }
}
