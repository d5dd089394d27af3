extension EventLoop {
  /// Listens on a numeric address, IPv4 or IPv6.
  ///
  /// `port` 0 takes any free port, which `Listener.port` tells. `backlog` is the number of connections
  /// the kernel keeps waiting. `onAccept` gets each stream before any of its bytes and sets the
  /// handler. Throws `SocketError`; a taken port is told by `isAddressInUse`.
  public func listen(
    host: String = "127.0.0.1", port: UInt16, backlog: Int32 = 1_024,
    onAccept: @escaping (TCPStream) -> Void
  ) throws(SocketError) -> Listener {
    guard let address = SocketAddress(host: host, port: port) else {
      throw SocketError(call: "listen", errno: Errno.invalidArgument, address: host)
    }
    return try Listener(loop: self, address: address, backlog: backlog, onAccept: onAccept)
  }

  /// Listens on `127.0.0.1` and `::1`, on one port, since `localhost` means either.
  ///
  /// With `port` 0 a port is sought that is free on both. A machine without IPv6 gets the first only.
  public func listenOnLoopback(
    port: UInt16, backlog: Int32 = 1_024, onAccept: @escaping (TCPStream) -> Void
  ) throws(SocketError) -> [Listener] {
    var attemptsLeft = port == 0 ? 16 : 1
    while true {
      attemptsLeft -= 1
      let first = try listen(port: port, backlog: backlog, onAccept: onAccept)
      do {
        let second = try listen(
          host: "::1", port: first.port, backlog: backlog, onAccept: onAccept)
        return [first, second]
      } catch  where error.isAddressUnavailable {
        return [first]
      } catch {
        first.close()
        guard error.isAddressInUse, attemptsLeft > 0 else { throw error }
      }
    }
  }
}
