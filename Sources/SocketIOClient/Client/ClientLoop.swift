import HostInterface
package import Reactor

/// An event loop on the calling thread for a client that is the whole program.
///
/// Confined to the thread that made it.
package final class ClientLoop {
  /// What the loop offers.
  package let surroundings: Surroundings
  private let loop: EventLoop

  /// Makes a loop; `options` say whom connections believe and how long they may take.
  ///
  /// Throws when descriptors have run out.
  package init(_ options: ClientOptions) throws(SocketError) {
    loop = try EventLoop()
    surroundings = Surroundings(of: loop, options)
  }

  /// Runs until `stop`.
  package func run() {
    loop.run()
  }

  /// A function for any thread that has `body` run on the loop, as long as that runs.
  package func caller<Value: Sendable>(
    of body: @escaping (Value) -> Void
  ) -> @Sendable (Value) -> Void {
    let bound = LoopBound(body, handle: loop.handle)
    return { value in bound.run { body in body(value) } }
  }

  /// Stops once what was sent has left, or after `limit`.
  package func stopWhenQuiet(within limit: Duration) {
    loop.stopWhenQuiet(until: loop.now.advanced(by: limit))
  }
}

extension EventLoop {
  /// Stops once the last connection is gone; nobody tells when that is, so it is looked for.
  func stopWhenQuiet(until limit: Instant) {
    guard descriptorCount > 0, now < limit else { return stop() }
    _ = schedule(after: .milliseconds(2)) { [self] in stopWhenQuiet(until: limit) }
  }
}
