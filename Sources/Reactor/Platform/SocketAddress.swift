#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A numeric IPv4 or IPv6 address with a port.
enum SocketAddress: CustomStringConvertible {
  case v4(sockaddr_in)
  case v6(sockaddr_in6)

  /// Reads a numeric address such as `127.0.0.1` or `::1`; nil for anything else.
  init?(host: String, port: UInt16) {
    var v4 = sockaddr_in()
    var v6 = sockaddr_in6()
    if unsafe inet_pton(AF_INET, host, &v4.sin_addr) == 1 {
      v4.sin_family = sa_family_t(AF_INET)
      v4.sin_port = port.bigEndian
      self = .v4(v4)
    } else if unsafe inet_pton(AF_INET6, host, &v6.sin6_addr) == 1 {
      v6.sin6_family = sa_family_t(AF_INET6)
      v6.sin6_port = port.bigEndian
      self = .v6(v6)
    } else {
      return nil
    }
  }

  /// The addresses a host name stands for without asking a resolver: numeric ones and `localhost`.
  static func candidates(host: String, port: UInt16) -> [SocketAddress] {
    let hosts = host == "localhost" ? ["127.0.0.1", "::1"] : [host]
    return hosts.compactMap { SocketAddress(host: $0, port: port) }
  }

  /// Lets `body` write an address of a family the caller expects; nil when it answers false or the
  /// family is another.
  static func filled(
    by body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Bool
  ) -> SocketAddress? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let isFilled = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe body(address, &length)
      }
    }
    guard isFilled else { return nil }
    let family = Int32(storage.ss_family)
    return unsafe withUnsafeBytes(of: &storage) { bytes in
      switch family {
      case AF_INET: unsafe .v4(bytes.loadUnaligned(as: sockaddr_in.self))
      case AF_INET6: unsafe .v6(bytes.loadUnaligned(as: sockaddr_in6.self))
      default: nil
      }
    }
  }

  /// `AF_INET` or `AF_INET6`.
  var family: Int32 {
    switch self {
    case .v4: AF_INET
    case .v6: AF_INET6
    }
  }

  /// The port in host byte order.
  var port: UInt16 {
    switch self {
    case .v4(let address): UInt16(bigEndian: address.sin_port)
    case .v6(let address): UInt16(bigEndian: address.sin6_port)
    }
  }

  /// The address without port, in its shortest text form.
  var host: String {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
      let capacity = socklen_t(text.count)
      let result =
        switch self {
        case .v4(var address):
          unsafe inet_ntop(AF_INET, &address.sin_addr, text.baseAddress, capacity)
        case .v6(var address):
          unsafe inet_ntop(AF_INET6, &address.sin6_addr, text.baseAddress, capacity)
        }
      guard let start = unsafe result else { return "" }
      return unsafe String(cString: start)
    }
  }

  /// Host and port as in a URL.
  var description: String {
    family == AF_INET6 ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  /// Lends the address in the form system calls want.
  func withPointer(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    switch self {
    case .v4(let address): unsafe Self.lend(address, to: body)
    case .v6(let address): unsafe Self.lend(address, to: body)
    }
  }

  private static func lend<Address>(
    _ address: Address, to body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        unsafe body(generic, socklen_t(MemoryLayout<Address>.size))
      }
    }
  }
}
