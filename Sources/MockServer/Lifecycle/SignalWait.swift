import CPlatform

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Turns SIGINT and SIGTERM into a plain call, without a signal handler and its restrictions.
///
/// The signals are blocked before any other thread starts, so that only the waiting thread takes them.
public enum SignalWait {
  private final class Waiter {
    let body: @Sendable (Int32, Bool) -> Void

    init(_ body: @escaping @Sendable (Int32, Bool) -> Void) {
      self.body = body
    }

    func wait() {
      var signals = SignalWait.signals
      var signal: Int32 = 0
      var isRepeated = false
      while unsafe sigwait(&signals, &signal) == 0 {
        body(signal, isRepeated)
        isRepeated = true
      }
    }
  }

  /// Lets a write to a closed pipe fail with an error in place of ending the process, as when the
  /// reader of the log goes away.
  public static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Calls `body` on a thread of its own for each SIGINT or SIGTERM; call first thing in `main`.
  ///
  /// Without a thread to spare the signals keep their usual effect.
  public static func onTermination(_ body: @escaping @Sendable () -> Void) {
    onSignal { _, _ in body() }
  }

  /// Calls `body` for each SIGINT or SIGTERM as `onTermination` does, with its number and whether it is not
  /// the first.
  public static func onSignal(
    _ body: @escaping @Sendable (_ number: Int32, _ isRepeated: Bool) -> Void
  ) {
    var signals = signals
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    let waiter = unsafe Unmanaged.passRetained(Waiter(body))
    let code = unsafe platform_start_thread(
      { context in
        guard let context = unsafe context else { return }
        unsafe Unmanaged<Waiter>.fromOpaque(context).takeRetainedValue().wait()
      }, waiter.toOpaque())
    guard code != 0 else { return }
    unsafe waiter.release()
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static var signals: sigset_t {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    return signals
  }
}
