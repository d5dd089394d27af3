import CPlatform

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A command that runs beside the server: started with an environment of its own, waited for, and ended with
/// all it has started.
///
/// Without a terminal it leads a process group, so that nothing it started outlives it. At a terminal it stays
/// in the group of its parent, which gets the keys for interruption as well.
public struct ChildProcess: Sendable {
  private let id: pid_t
  private let leadsGroup: Bool

  /// Starts a command, which is looked for in `PATH`; throws why it cannot be started.
  ///
  /// `environment` is added to that of this process.
  public init(
    _ command: [String], environment: [(name: String, value: String)]
  ) throws(ChildProcessError) {
    let leadsGroup = isatty(STDIN_FILENO) == 0
    var id = pid_t()
    var code = ENOENT
    if !command.isEmpty {
      code = unsafe ChildProcess.withTexts(command) { arguments in
        unsafe ChildProcess.withTexts(environment.map { "\($0.name)=\($0.value)" }) { variables in
          unsafe platform_spawn(arguments, variables, leadsGroup ? 1 : 0, &id)
        }
      }
    }
    guard code == 0 else { throw ChildProcessError(command: command.first ?? "", errno: code) }
    self.id = id
    self.leadsGroup = leadsGroup
  }

  /// Calls `body` on a thread of its own once the command has ended.
  ///
  /// Answers false when there is no thread to spare.
  public func onEnd(_ body: @escaping @Sendable () -> Void) -> Bool {
    let waiter = unsafe Unmanaged.passRetained(Waiter(id, body))
    let code = unsafe platform_start_thread(
      { context in
        guard let context = unsafe context else { return }
        unsafe Unmanaged<Waiter>.fromOpaque(context).takeRetainedValue().wait()
      }, waiter.toOpaque())
    if code != 0 { unsafe waiter.release() }
    return code == 0
  }

  /// Passes a signal on to the command and, where it leads a group, to all it has started.
  ///
  /// At a terminal an interruption has reached it already.
  public func forward(_ signal: Int32) {
    guard leadsGroup || signal != SIGINT else { return }
    send(signal)
  }

  /// Ends the command, and where it leads a group all it has started, at once.
  public func end() {
    send(SIGKILL)
  }

  /// Waits for the end and ends what the command has left behind; call it once.
  ///
  /// Answers as shells do: its exit code, or 128 and the number of the signal that ended it.
  public func exitCode() -> Int32 {
    platform_await_end(id)
    // Before the command is forgotten, so that its group is nobody else's yet.
    if leadsGroup { send(SIGTERM) }
    return platform_exit_code(id)
  }

  private func send(_ signal: Int32) {
    kill(leadsGroup ? -id : id, signal)
  }

  /// Lends texts as C wants them: pointers that end with null.
  private static func withTexts(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
  ) -> Int32 {
    let pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe pointers.withUnsafeBufferPointer { buffer in
      guard let address = buffer.baseAddress else { return ENOMEM }
      return unsafe body(address)
    }
  }

  private final class Waiter {
    let id: pid_t
    let body: @Sendable () -> Void

    init(_ id: pid_t, _ body: @escaping @Sendable () -> Void) {
      self.id = id
      self.body = body
    }

    func wait() {
      platform_await_end(id)
      body()
    }
  }
}
