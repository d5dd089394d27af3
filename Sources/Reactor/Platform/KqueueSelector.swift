#if canImport(Darwin)
  import Darwin

  /// The selector on Darwin's kqueue, with one filter for each direction.
  @safe
  final class KqueueSelector: Selector {
    private let queue: Descriptor
    private var reported: [kevent] = unsafe Array(repeating: kevent(), count: 256)

    /// Opens the kqueue descriptor, which a child process does not inherit.
    init() throws(SocketError) {
      let descriptor = kqueue()
      guard descriptor >= 0 else { throw SocketError(call: "kqueue", errno: errno) }
      queue = Descriptor(rawValue: descriptor)
    }

    func add(_ descriptor: Descriptor, tag: UInt64, interest: Interest) throws(SocketError) {
      let code = change(descriptor, tag: tag, from: [], to: interest)
      guard code == 0 else { throw SocketError(call: "kevent", errno: code) }
    }

    func update(_ descriptor: Descriptor, tag: UInt64, from old: Interest, to new: Interest) {
      let code = change(descriptor, tag: tag, from: old, to: new)
      precondition(code == 0, "a descriptor is watched for as long as it is open")
    }

    func remove(_ descriptor: Descriptor, interest: Interest) {
      _ = change(descriptor, tag: 0, from: interest, to: [])
    }

    func wait(nanoseconds: Int64?, into events: inout [ReadyEvent]) {
      let count = poll(nanoseconds: nanoseconds)
      guard count >= 0 else {
        precondition(errno == EINTR, "kevent fails only when interrupted")
        return
      }
      for index in 0..<Int(count) {
        let event = unsafe reported[index]
        let tag = unsafe UInt64(UInt(bitPattern: event.udata))
        let readiness = unsafe Readiness(filter: event)
        events.append(ReadyEvent(tag: tag, readiness: readiness))
      }
    }

    func close() { queue.close() }

    private func poll(nanoseconds: Int64?) -> Int32 {
      guard let nanoseconds else {
        return unsafe kevent(queue.rawValue, nil, 0, &reported, Int32(reported.count), nil)
      }
      let limit = max(nanoseconds, 0)
      var timeout = timespec(
        tv_sec: Int(limit / 1_000_000_000), tv_nsec: Int(limit % 1_000_000_000))
      return unsafe kevent(queue.rawValue, nil, 0, &reported, Int32(reported.count), &timeout)
    }

    /// Applies the difference of two interests and answers the error number, zero for none.
    private func change(
      _ descriptor: Descriptor, tag: UInt64, from old: Interest, to new: Interest
    ) -> Int32 {
      var code: Int32 = 0
      for (interest, filter) in [(Interest.reading, EVFILT_READ), (.writing, EVFILT_WRITE)]
      where old.contains(interest) != new.contains(interest) {
        var change = unsafe kevent(
          ident: UInt(descriptor.rawValue),
          filter: Int16(filter),
          flags: UInt16(new.contains(interest) ? EV_ADD : EV_DELETE),
          fflags: 0,
          data: 0,
          udata: UnsafeMutableRawPointer(bitPattern: UInt(tag)))
        if unsafe kevent(queue.rawValue, &change, 1, nil, 0, nil) != 0, errno != EINTR {
          code = errno
        }
      }
      return code
    }
  }

  extension Readiness {
    /// An end of stream comes with its direction: reading or writing then tells what happened.
    fileprivate init(filter event: kevent) {
      if unsafe event.flags & UInt16(EV_ERROR) != 0 {
        self = .failed
      } else {
        self = unsafe event.filter == Int16(EVFILT_READ) ? .readable : .writable
      }
    }
  }
#endif
