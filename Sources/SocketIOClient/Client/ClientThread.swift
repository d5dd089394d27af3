import HostInterface
package import Reactor

/// The thread of one client and whoever lives on it.
package final class ClientThread<Tenant: ThreadTenant>: Sendable {
  private let box: Box
  private let handle: EventLoop.Handle
  private let end = ThreadEnd()

  /// Starts the thread; throws when descriptors or threads have run out.
  ///
  /// `make` runs there; `options` say whom connections believe and how long they may take.
  package init(
    _ options: ClientOptions, _ make: @escaping @Sendable (Surroundings) -> Tenant
  ) throws(SocketError) {
    let box = Box(closeTimeout: options.closeTimeout)
    self.box = box
    handle = try EventLoop.startThread(
      setUp: { loop in
        box.loop = loop
        box.tenant = make(Surroundings(of: loop, options))
      },
      onEnd: { [end] in
        box.tenant = nil
        box.loop = nil
        end.come()
      })
  }

  deinit {
    handle.execute { [box] in box.close() }
  }

  /// Runs `body` on the thread; answers false when that has ended.
  @discardableResult
  package func run(_ body: @escaping @Sendable (Tenant) -> Void) -> Bool {
    handle.execute { [box] in
      if let tenant = box.tenant { body(tenant) }
    }
  }

  /// Ends the thread in order and waits for its end.
  package func close() async {
    handle.execute { [box] in box.close() }
    await end.wait()
  }

  /// Unchecked because of one rule: its variables are read and written on the loop's thread alone, by
  /// its set-up, by the work handed to it, and at its end.
  private final class Box: @unchecked Sendable {
    var tenant: Tenant?
    var loop: EventLoop?
    private let closeTimeout: Duration
    private var isClosing = false

    init(closeTimeout: Duration) {
      self.closeTimeout = closeTimeout
    }

    func close() {
      guard !isClosing, let loop else { return }
      isClosing = true
      tenant?.close()
      loop.stopWhenQuiet(until: loop.now.advanced(by: closeTimeout))
    }
  }
}

extension Surroundings {
  init(of loop: EventLoop, _ options: ClientOptions) {
    self.init(
      scheduler: loop,
      dialer: LoopDialer(on: loop, trust: options.trust, timeout: options.timeout ?? .seconds(60)),
      random: RandomSource(SecureRandom()), date: CalendarClock.milliseconds)
  }
}
