#if os(Linux) || os(Android)
  import CPlatform

  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #elseif canImport(Android)
    import Android
  #endif

  /// The selector on Linux's epoll.
  @safe
  final class EpollSelector: Selector {
    private let epoll: Descriptor
    private var reported = unsafe [epoll_event](repeating: epoll_event(), count: 256)

    /// Opens the epoll descriptor.
    init() throws(SocketError) {
      let descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
      guard descriptor >= 0 else { throw SocketError(call: "epoll_create1", errno: errno) }
      epoll = Descriptor(rawValue: descriptor)
    }

    func add(_ descriptor: Descriptor, tag: UInt64, interest: Interest) throws(SocketError) {
      let code = control(EPOLL_CTL_ADD, descriptor, tag: tag, interest: interest)
      guard code == 0 else { throw SocketError(call: "epoll_ctl", errno: code) }
    }

    func update(_ descriptor: Descriptor, tag: UInt64, from old: Interest, to new: Interest) {
      let code = control(EPOLL_CTL_MOD, descriptor, tag: tag, interest: new)
      precondition(code == 0, "a descriptor is watched for as long as it is open")
    }

    func remove(_ descriptor: Descriptor, interest: Interest) {
      _ = control(EPOLL_CTL_DEL, descriptor, tag: 0, interest: [])
    }

    func wait(nanoseconds: Int64?, into events: inout [ReadyEvent]) {
      let timeout = selectorMilliseconds(nanoseconds)
      let count = unsafe epoll_wait(epoll.rawValue, &reported, Int32(reported.count), timeout)
      guard count >= 0 else {
        precondition(errno == EINTR, "epoll_wait fails only when interrupted")
        return
      }
      for index in 0..<Int(count) {
        let event = unsafe reported[index]
        let tag = unsafe event.data.u64
        events.append(ReadyEvent(tag: tag, readiness: Readiness(epoll: unsafe event.events)))
      }
    }

    func close() { epoll.close() }

    private func control(
      _ operation: Int32, _ descriptor: Descriptor, tag: UInt64, interest: Interest
    ) -> Int32 {
      var event = unsafe epoll_event()
      unsafe event.events = interest.epollEvents
      unsafe event.data.u64 = tag
      let result = unsafe epoll_ctl(epoll.rawValue, operation, descriptor.rawValue, &event)
      return result == 0 ? 0 : errno
    }
  }

  extension Interest {
    fileprivate var epollEvents: UInt32 {
      (contains(.reading) ? EPOLLIN.rawValue : 0) | (contains(.writing) ? EPOLLOUT.rawValue : 0)
    }
  }

  extension Readiness {
    fileprivate init(epoll events: UInt32) {
      self = []
      if events & EPOLLIN.rawValue != 0 { insert(.readable) }
      if events & EPOLLOUT.rawValue != 0 { insert(.writable) }
      if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { insert(.failed) }
    }
  }
#endif
