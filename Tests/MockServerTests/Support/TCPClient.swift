import CPlatform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A blocking TCP connection to a server on this machine.
///
/// Unchecked because of one rule: while another thread sends, its test only receives, and closes the
/// connection when that thread is done.
final class TCPClient: Wire, @unchecked Sendable {
  /// A system call that failed.
  struct Failure: Error, Equatable {
    let call: String
    let errno: Int32
  }

  /// How long a read or write may block: far longer than anything takes, even on a busy machine.
  private static let patience = 60

  private var descriptor: Int32
  private let isIPv6: Bool

  /// Connects; a small `receiveBuffer` makes a reader that the server soon has to wait for.
  convenience init(port: UInt16, host: String = "127.0.0.1", receiveBuffer: Int32? = nil) throws {
    try self.init(isIPv6: host.contains(":"), receiveBuffer: receiveBuffer)
    try open(to: port)
  }

  /// Makes a connection that is yet to be made.
  init(isIPv6: Bool = false, receiveBuffer: Int32? = nil) throws {
    self.isIPv6 = isIPv6
    descriptor = platform_stream_socket(isIPv6 ? AF_INET6 : AF_INET)
    guard descriptor >= 0 else { throw Failure(call: "socket", errno: errno) }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    if let receiveBuffer { set(SO_RCVBUF, to: receiveBuffer) }
    let patience = timeval(tv_sec: Self.patience, tv_usec: 0)
    set(SO_RCVTIMEO, to: patience)
    set(SO_SNDTIMEO, to: patience)
  }

  /// The number of the descriptor.
  var number: Int32 { descriptor }

  /// Connects to a port of this machine.
  func open(to port: UInt16) throws {
    let result = isIPv6 ? connectIPv6(to: port) : connectIPv4(to: port)
    guard result == 0 else { throw Failure(call: "connect", errno: errno) }
  }

  deinit { close() }

  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...])
        return unsafe platform_send(descriptor, rest.baseAddress, rest.count)
      }
      guard count > 0 || errno == EINTR else { return false }
      start += max(count, 0)
    }
    return true
  }

  func receive() -> Received {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe recv(descriptor, bytes.baseAddress, bytes.count, 0)
      }
      if count > 0 { return .bytes(Array(buffer[..<count])) }
      if count == 0 { return .end }
      switch errno {
      case EINTR: continue
      case EAGAIN: return .timedOut
      default: return .reset
      }
    }
  }

  /// Says that nothing more will be sent.
  func finish() {
    _ = shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Ends both directions at once and wakes a thread that is blocked in a send.
  func interrupt() {
    _ = shutdown(descriptor, Int32(SHUT_RDWR))
  }

  func close() {
    guard descriptor >= 0 else { return }
    closeDescriptor(descriptor)
    descriptor = -1
  }

  /// Ends the connection with a reset.
  func reset() {
    set(SO_LINGER, to: linger(l_onoff: 1, l_linger: 0))
    close()
  }

  private func set<Value: BitwiseCopyable>(_ option: Int32, to value: Value) {
    var value = value
    let size = socklen_t(MemoryLayout<Value>.size)
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, option, &value, size)
  }

  private func connectIPv4(to port: UInt16) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe connect(
        descriptor, UnsafeRawPointer(pointer).assumingMemoryBound(to: sockaddr.self),
        socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }

  private func connectIPv6(to port: UInt16) -> Int32 {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    address.sin6_addr = in6addr_loopback
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe connect(
        descriptor, UnsafeRawPointer(pointer).assumingMemoryBound(to: sockaddr.self),
        socklen_t(MemoryLayout<sockaddr_in6>.size))
    }
  }
}

private func closeDescriptor(_ descriptor: Int32) {
  close(descriptor)
}
