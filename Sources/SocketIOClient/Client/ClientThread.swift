import Reactor

/// The thread of one connection: what lives there is named from elsewhere, but touched only there.
final class ClientThread: Sendable {
  private let box = Box()
  private let handle: EventLoop.Handle
  private let end = ThreadEnd()

  /// Starts the thread; throws when descriptors or threads have run out.
  init(_ address: ServerAddress, _ options: ClientOptions) throws(SocketError) {
    handle = try EventLoop.startThread(
      setUp: { [box] loop in box.machine = ClientMachine(address, options, on: loop) },
      onEnd: { [box, end] in
        box.machine = nil
        end.come()
      })
  }

  deinit {
    handle.execute { [box] in box.machine?.close() }
  }

  /// Runs `body` on the thread; answers false when that has ended.
  func run(_ body: @escaping @Sendable (ClientMachine) -> Void) -> Bool {
    handle.execute { [box] in
      if let machine = box.machine { body(machine) }
    }
  }

  /// Ends the thread in order and waits for its end.
  func close() async {
    handle.execute { [box] in box.machine?.close() }
    await end.wait()
  }

  /// Unchecked because of one rule: `machine` is read and written on the loop's thread alone, by its
  /// set-up, by the work handed to it, and at its end.
  private final class Box: @unchecked Sendable {
    var machine: ClientMachine?
  }
}
