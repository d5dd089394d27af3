import Testing

@testable import Reactor

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Each test has a process of its own, since descriptors are counted and limited by process.
@Suite struct ExhaustionTests {
  @Test func descriptorsThatRunOutPauseAcceptingAndNothingElse() async {
    await #expect(processExitsWith: .success) {
      for selector in EventLoop.SelectorChoice.tested { try exhaustDescriptors(selector) }
    }
  }

  @Test func everyDescriptorIsReleased() async {
    await #expect(processExitsWith: .success) {
      let before = openDescriptorCount()
      for _ in 0..<10 {
        for selector in EventLoop.SelectorChoice.tested { try useEverything(selector) }
      }
      // The test library opens one or two of its own meanwhile; a leak would be at least twenty.
      #expect(openDescriptorCount() < before + 5)
    }
  }
}

private func openDescriptorCount() -> Int {
  (0..<512).count { fcntl($0, F_GETFD) >= 0 }
}

private func useEverything(_ selector: EventLoop.SelectorChoice) throws {
  let test = try TestLoop(selector) { $0.lingerTimeout = .milliseconds(1) }
  let (first, second) = try test.connectedStreams()
  let (_, peer) = try test.streamPair()
  let port = try test.loop.listenOnLoopback(port: 0) { _ in }[0].port
  #expect(throws: SocketError.self) { try test.loop.listen(port: port) { _ in } }
  test.loop.connect(host: "127.0.0.1", port: 1, timeout: .seconds(1)) { _ in }
  try test.settle()
  first.close()
  try test.settle()
  second.abort()
  test.loop.connect(host: "127.0.0.1", port: port, timeout: .seconds(1)) { _ in }
  test.end()
  peer.close()
  _ = try EventLoop()
}

private func exhaustDescriptors(_ selector: EventLoop.SelectorChoice) throws {
  let test = try TestLoop(selector) { $0.acceptPause = .milliseconds(10) }
  var notices: [String] = []
  var accepted: [TCPStream] = []
  test.loop.onNotice = { notices.append("\($0)") }
  let listener = try test.loop.listen(port: 0) { accepted.append($0) }
  let address = try #require(SocketAddress(host: "127.0.0.1", port: listener.port))
  let client = try Descriptor.openSocket(for: address)
  #expect(client.beginConnecting(to: address) == nil)
  // 0, 1 and 2 are taken, so there is no number left to give out.
  setDescriptorLimit(3)
  try test.run(until: { !notices.isEmpty })
  var turns = 0
  var isOver = false
  _ = test.loop.schedule(after: .milliseconds(100)) { isOver = true }
  try test.run(until: {
    turns += 1
    return isOver
  })
  #expect(turns < 40, "a pause is no spin")
  #expect(accepted.isEmpty)
  #expect(
    notices == [
      "not accepting connections for the moment: accept \(address): Too many open files"
    ])
  setDescriptorLimit(256)
  try test.run(until: { accepted.count == 1 })
  #expect(notices.last == "accepting connections on \(address) again")
  #expect(notices.count == 2)
  test.end()
  client.close()
}

private func setDescriptorLimit(_ count: rlim_t) {
  #if canImport(Glibc)
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    let resource = RLIMIT_NOFILE
  #endif
  var limit = rlimit()
  _ = unsafe getrlimit(resource, &limit)
  limit.rlim_cur = count
  _ = unsafe setrlimit(resource, &limit)
}
