#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The error numbers the loop itself gives, where no system call did, and those it tells apart.
enum Errno {
  static let invalidArgument = EINVAL
  static let timedOut = ETIMEDOUT
  static let cancelled = ECANCELED
  static let connectionReset = ECONNRESET
  static let brokenPipe = EPIPE
  static let connectionRefused = ECONNREFUSED

  /// Whether `accept` failed for the one connection, given up by its peer or its network, and not for
  /// the listener.
  static func concernsOneConnection(_ code: Int32) -> Bool {
    switch code {
    case ECONNABORTED, EPROTO, EPERM, ENETDOWN, ENETUNREACH, EHOSTDOWN, EHOSTUNREACH: true
    default: false
    }
  }
}
