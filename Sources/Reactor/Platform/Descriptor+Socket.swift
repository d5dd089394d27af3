import CPlatform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Descriptor {
  /// Opens a non-blocking TCP socket for addresses like `address`.
  static func openSocket(for address: SocketAddress) throws(SocketError) -> Descriptor {
    let socket = platform_stream_socket(address.family)
    guard socket >= 0 else { throw SocketError(call: "socket", errno: errno) }
    return Descriptor(rawValue: socket)
  }

  /// Opens a socket that listens on `address`; an IPv6 one leaves IPv4 alone.
  static func openListener(
    on address: SocketAddress, backlog: Int32
  ) throws(SocketError) -> Descriptor {
    let socket = try openSocket(for: address)
    do throws(SocketError) {
      socket.set(SO_REUSEADDR, at: SOL_SOCKET, to: 1)
      if address.family == AF_INET6 { socket.set(IPV6_V6ONLY, at: CInt(IPPROTO_IPV6), to: 1) }
      try socket.claim(address)
      guard listen(socket.rawValue, backlog) == 0 else {
        throw SocketError(call: "listen", errno: errno, address: address.description)
      }
      return socket
    } catch {
      socket.close()
      throw error
    }
  }

  private func claim(_ address: SocketAddress) throws(SocketError) {
    let result = unsafe address.withPointer { pointer, length in
      unsafe bind(rawValue, pointer, length)
    }
    guard result == 0 else {
      throw SocketError(call: "bind", errno: errno, address: address.description)
    }
  }

  /// Takes one waiting connection, non-blocking and without Nagle's delay, and its peer.
  func acceptConnection() -> (result: IOResult, peer: SocketAddress?) {
    var result = IOResult.wouldBlock
    let peer = unsafe SocketAddress.filled { pointer, length in
      result = IOResult.calling { unsafe Int(platform_accept(rawValue, pointer, length)) }
      if case .done = result { return true }
      return false
    }
    if case .done(let socket) = result { Descriptor(rawValue: Int32(socket)).disableDelay() }
    return (result, peer)
  }

  /// Begins a connection; nil when it is established or under way, else the error number.
  func beginConnecting(to address: SocketAddress) -> Int32? {
    let result = unsafe address.withPointer { pointer, length in
      unsafe connect(rawValue, pointer, length)
    }
    guard result != 0 else { return nil }
    let code = errno
    // An interrupted connect goes on by itself, as one that would block does.
    return code == EINPROGRESS || code == EINTR ? nil : code
  }

  /// The address the socket is bound to; tells which port 0 became.
  var localAddress: SocketAddress? {
    unsafe SocketAddress.filled { pointer, length in
      unsafe getsockname(rawValue, pointer, length) == 0
    }
  }

  /// The error the kernel keeps for the socket, cleared by asking; zero for none.
  var pendingError: Int32 {
    var code: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    let result = unsafe getsockopt(rawValue, SOL_SOCKET, SO_ERROR, &code, &length)
    return result == 0 ? code : errno
  }

  /// Sends small writes at once (TCP_NODELAY).
  func disableDelay() {
    set(TCP_NODELAY, at: CInt(IPPROTO_TCP), to: 1)
  }

  /// Lets the next `close` drop unsent bytes and send a reset.
  func resetOnClose() {
    var option = linger(l_onoff: 1, l_linger: 0)
    _ = unsafe setsockopt(
      rawValue, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  /// Tells the peer that no more bytes follow; false when the connection is already gone.
  func endOutput() -> Bool {
    shutdown(rawValue, CInt(SHUT_WR)) == 0
  }

  private func set(_ option: CInt, at level: CInt, to value: CInt) {
    var value = value
    _ = unsafe setsockopt(
      rawValue, level, option, &value, socklen_t(MemoryLayout<CInt>.size))
  }
}
