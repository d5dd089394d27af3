#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a command could not be started.
public struct ChildProcessError: Error, Sendable, CustomStringConvertible {
  /// The command.
  public let command: String
  /// The system's reason.
  public let errno: Int32

  /// What shells exit with in its place: 127 when there is no such command, else 126.
  public var exitCode: Int32 { errno == ENOENT ? 127 : 126 }

  /// What is wrong, and what to do.
  public var description: String {
    let reason = unsafe String(cString: strerror(errno))
    return "cannot run '\(command)': \(reason); check its name and that it is in PATH"
  }
}
