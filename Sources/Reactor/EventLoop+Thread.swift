import CPlatform

extension EventLoop {
  private final class ThreadStart {
    let loop: EventLoop
    let setUp: (EventLoop) -> Void
    let onEnd: () -> Void

    init(
      loop: EventLoop, setUp: @escaping (EventLoop) -> Void, onEnd: @escaping () -> Void
    ) {
      self.loop = loop
      self.setUp = setUp
      self.onEnd = onEnd
    }

    func run() {
      setUp(loop)
      loop.run()
      onEnd()
    }
  }

  /// Runs a new loop on a thread of its own.
  ///
  /// On that thread `setUp` is called first, to listen and to build what lives behind the loop, and
  /// `onEnd` when the loop has ended. Throws when descriptors or threads have run out.
  @discardableResult
  public static func startThread(
    configuration: Configuration = Configuration(),
    setUp: @escaping @Sendable (EventLoop) -> Void,
    onEnd: @escaping @Sendable () -> Void = {}
  ) throws(SocketError) -> Handle {
    let loop = try EventLoop(configuration: configuration)
    let handle = loop.handle
    let start = unsafe Unmanaged.passRetained(
      ThreadStart(loop: loop, setUp: setUp, onEnd: onEnd))
    let code = unsafe platform_start_thread(
      { context in
        guard let context = unsafe context else { return }
        unsafe Unmanaged<ThreadStart>.fromOpaque(context).takeRetainedValue().run()
      }, start.toOpaque())
    guard code == 0 else {
      unsafe start.release()
      throw SocketError(call: "pthread_create", errno: code)
    }
    return handle
  }
}
