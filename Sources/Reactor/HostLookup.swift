import CPlatform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A host name that is looked up by the system's resolver, which blocks, on a thread of its own.
///
/// Unchecked because of one rule: `completion` is touched on the loop's thread only, and whoever waits
/// cancels before the loop ends.
final class HostLookup: @unchecked Sendable {
  private let host: String
  private let port: UInt16
  private let handle: EventLoop.Handle
  private var completion: ((Result<[SocketAddress], SocketError>) -> Void)?

  /// Begins; `completion` is called once, from the loop, unless the look-up is cancelled before.
  init(
    host: String, port: UInt16, handle: EventLoop.Handle,
    completion: @escaping (Result<[SocketAddress], SocketError>) -> Void
  ) {
    self.host = host
    self.port = port
    self.handle = handle
    self.completion = completion
    start()
  }

  /// Forgets whoever waits.
  func cancel() {
    completion = nil
  }

  private func start() {
    let lookup = unsafe Unmanaged.passRetained(self)
    let code = unsafe platform_start_thread(
      { context in
        guard let context = unsafe context else { return }
        unsafe Unmanaged<HostLookup>.fromOpaque(context).takeRetainedValue().run()
      }, lookup.toOpaque())
    guard code != 0 else { return }
    unsafe lookup.release()
    finish(.failure(SocketError(call: "pthread_create", errno: code)))
  }

  private func run() {
    do throws(SocketError) {
      finish(.success(try HostLookup.addresses(of: host, port: port)))
    } catch {
      finish(.failure(error))
    }
  }

  private func finish(_ result: Result<[SocketAddress], SocketError>) {
    handle.execute { [self] in
      let tell = completion
      completion = nil
      tell?(result)
    }
  }

  /// The addresses a name stands for, in the resolver's order; never empty.
  private static func addresses(
    of host: String, port: UInt16
  ) throws(SocketError) -> [SocketAddress] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = socketType
    var first: UnsafeMutablePointer<addrinfo>?
    let code = unsafe getaddrinfo(host, nil, &hints, &first)
    guard code == 0 else {
      throw SocketError(call: SocketError.lookup, errno: code, address: host)
    }
    defer { unsafe freeaddrinfo(first) }
    var addresses: [SocketAddress] = []
    var entry = unsafe first
    while let current = unsafe entry {
      if let address = unsafe SocketAddress(current.pointee, port: port) {
        addresses.append(address)
      }
      unsafe entry = current.pointee.ai_next
    }
    return addresses
  }
}

extension SocketAddress {
  /// Takes what the resolver found; nil for a family that is neither IPv4 nor IPv6.
  fileprivate init?(_ found: addrinfo, port: UInt16) {
    guard let name = unsafe found.ai_addr else { return nil }
    switch unsafe found.ai_family {
    case AF_INET:
      var address = unsafe UnsafeRawPointer(name).loadUnaligned(as: sockaddr_in.self)
      address.sin_port = port.bigEndian
      self = .v4(address)
    case AF_INET6:
      var address = unsafe UnsafeRawPointer(name).loadUnaligned(as: sockaddr_in6.self)
      address.sin6_port = port.bigEndian
      self = .v6(address)
    default: return nil
    }
  }
}
