#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a call that moves bytes, or makes a descriptor, came to.
enum IOResult: Equatable {
  /// The call's own result; zero bytes read is the end of the stream.
  case done(Int)

  /// Nothing can be moved now; readiness will be reported.
  case wouldBlock

  /// The call failed for good.
  case failed(errno: Int32)

  /// Makes a system call, again for as long as signals interrupt it, and reads `errno` right after.
  @inline(__always)
  static func calling(_ call: () -> Int) -> IOResult {
    while true {
      let result = call()
      if result >= 0 { return .done(result) }
      let code = errno
      if code == EINTR { continue }
      if code == EAGAIN || code == EWOULDBLOCK { return .wouldBlock }
      return .failed(errno: code)
    }
  }
}
