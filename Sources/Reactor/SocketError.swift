import CPlatform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A system call on a socket that failed.
public struct SocketError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of the call, such as `bind`.
  public let call: String

  /// The error number the call left behind.
  public let errno: Int32

  /// The address the call was about, as `127.0.0.1:3000` or `[::1]:3000`; nil where there is none.
  public let address: String?

  /// Makes the error for a call that left `errno` behind.
  public init(call: String, errno: Int32, address: String? = nil) {
    self.call = call
    self.errno = errno
    self.address = address
  }

  /// Whether another socket already has the address (`EADDRINUSE`).
  public var isAddressInUse: Bool { errno == EADDRINUSE }

  /// Whether this machine does not have the address or its family, as where IPv6 is switched off.
  public var isAddressUnavailable: Bool { errno == EADDRNOTAVAIL || errno == EAFNOSUPPORT }

  /// Whether descriptors or kernel memory ran out, which may pass.
  public var isExhaustion: Bool {
    errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM
  }

  /// The call that looks a host name up, which has error numbers of its own.
  static let lookup = "getaddrinfo"

  /// The system's words for `errno`.
  public var message: String {
    guard call != SocketError.lookup else {
      return unsafe gai_strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
    }
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { text in
      guard let start = text.baseAddress else { return "error \(errno)" }
      unsafe platform_error_text(errno, start, text.count)
      return unsafe String(cString: start)
    }
  }

  /// Call, address and the system's words in one line.
  public var description: String {
    guard let address else { return "\(call): \(message)" }
    return "\(call) \(address): \(message)"
  }
}
