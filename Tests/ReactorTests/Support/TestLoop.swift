import CPlatform
import HostInterface
import Testing

@testable import Reactor

/// A loop that a test turns by hand, on its own thread, until what it waits for has come true.
final class TestLoop {
  let loop: EventLoop

  init(
    _ selector: EventLoop.SelectorChoice,
    configure: (inout EventLoop.Configuration) -> Void = { _ in }
  ) throws {
    var configuration = EventLoop.Configuration()
    configuration.selector = selector
    configure(&configuration)
    loop = try EventLoop(configuration: configuration)
  }

  /// Turns the loop until `condition` holds; a loop that takes ten seconds has failed.
  func run(
    until condition: () -> Bool, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var isLate = false
    let alarm = loop.schedule(after: .seconds(10)) { isLate = true }
    defer { loop.cancel(alarm) }
    while !condition() {
      try #require(!isLate, "the condition did not come true", sourceLocation: sourceLocation)
      loop.turn()
    }
  }

  /// Turns the loop as often as it has something to do without waiting.
  func settle() throws {
    var isSettled = false
    _ = loop.schedule(after: .zero) { isSettled = true }
    try run(until: { isSettled })
  }

  /// A stream of the loop and the raw other end of its connection.
  func streamPair() throws -> (stream: TCPStream, peer: Descriptor) {
    var ends: [Int32] = [-1, -1]
    let result = unsafe platform_socket_pair(&ends)
    try #require(result == 0)
    let stream = try TCPStream(
      loop: loop, descriptor: Descriptor(rawValue: ends[0]), peer: nil)
    return (stream, Descriptor(rawValue: ends[1]))
  }

  /// Two streams of the loop, connected over TCP: the accepting and the connecting end.
  func connectedStreams() throws -> (server: TCPStream, client: TCPStream) {
    var server: TCPStream?
    var client: TCPStream?
    let listener = try loop.listen(port: 0) { server = $0 }
    loop.connect(host: "127.0.0.1", port: listener.port, timeout: .seconds(5)) { result in
      client = try? result.get()
    }
    try run(until: { server != nil && client != nil })
    listener.close()
    return (try #require(server), try #require(client))
  }

  /// Ends the loop as its owner would.
  func end() {
    loop.stop()
    loop.run()
  }
}

extension EventLoop.SelectorChoice {
  /// Every selector this platform has.
  static let tested: [EventLoop.SelectorChoice] = [.system, .poll]

  /// Those that tell of a reset even to a stream that wants to hear nothing; kqueue does not.
  static var testedForResets: [EventLoop.SelectorChoice] {
    #if canImport(Darwin)
      [.poll]
    #else
      tested
    #endif
  }
}
