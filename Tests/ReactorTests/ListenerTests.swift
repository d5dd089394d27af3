import HostInterface
import Testing

@testable import Reactor

@Suite struct ListenerTests {
  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aPortIsPickedAndTold(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let listener = try test.loop.listen(port: 0) { _ in }
    #expect(listener.port != 0)
    #expect(listener.host == "127.0.0.1")
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aTakenPortIsRecognised(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let first = try test.loop.listen(port: 0) { _ in }
    let error = try #require(throws: SocketError.self) {
      try test.loop.listen(port: first.port) { _ in }
    }
    #expect(error.isAddressInUse)
    #expect(error.call == "bind")
    #expect(error.description == "bind 127.0.0.1:\(first.port): Address already in use")
    test.end()
  }

  @Test(arguments: ["localhost", "example.org", "127.0.0.1:80"])
  func aHostThatIsNoAddressIsRefused(_ host: String) throws {
    let test = try TestLoop(.system)
    let error = try #require(throws: SocketError.self) {
      try test.loop.listen(host: host, port: 0) { _ in }
    }
    #expect(error.address == host)
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func bothLoopbackFamiliesShareAPort(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    var peers: Set<String> = []
    let listeners = try test.loop.listenOnLoopback(port: 0) { peers.insert($0.peerAddress) }
    #expect(Set(listeners.map(\.port)).count == 1)
    for listener in listeners {
      test.loop.connect(
        host: listener.host, port: listener.port, timeout: .seconds(5)
      ) { _ in }
    }
    try test.run(until: { peers.count == listeners.count })
    #expect(peers == Set(listeners.map(\.host)))
    test.end()
  }

  @Test func aPortTakenOnOneFamilyOnlyIsRefused() throws {
    let test = try TestLoop(.system)
    guard let taken = try? test.loop.listen(host: "::1", port: 0, onAccept: { _ in }) else {
      return  // A machine without IPv6 has nothing to tell apart.
    }
    let error = try #require(throws: SocketError.self) {
      try test.loop.listenOnLoopback(port: taken.port) { _ in }
    }
    #expect(error.isAddressInUse)
    #expect(test.loop.descriptorCount == 1, "the half that worked is closed again")
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aRushIsAcceptedWhole(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    var accepted = 0
    var connected = 0
    let listener = try test.loop.listen(port: 0) { _ in accepted += 1 }
    for _ in 0..<150 {
      test.loop.connect(host: "127.0.0.1", port: listener.port, timeout: .seconds(5)) {
        if case .success = $0 { connected += 1 }
      }
    }
    try test.run(until: { accepted == 150 && connected == 150 })
    #expect(test.loop.descriptorCount == 301)
    test.end()
    #expect(test.loop.descriptorCount == 0)
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aClosedListenerFreesItsPort(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    let first = try test.loop.listen(port: 0) { _ in }
    first.close()
    first.close()
    let second = try test.loop.listen(port: first.port) { _ in }
    #expect(second.port == first.port)
    test.end()
  }

  @Test func anAcceptHandlerMayCloseTheListener() throws {
    let test = try TestLoop(.system)
    var listener: Listener?
    var accepted = 0
    listener = try test.loop.listen(port: 0) { _ in
      accepted += 1
      listener?.close()
    }
    let port = try #require(listener?.port)
    for _ in 0..<2 {
      test.loop.connect(host: "127.0.0.1", port: port, timeout: .seconds(5)) { _ in }
    }
    try test.run(until: { accepted == 1 })
    try test.settle()
    #expect(accepted == 1)
    test.end()
  }
}
