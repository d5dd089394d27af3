#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The selector on POSIX poll, for any system; each wait costs time in proportion to what is watched.
final class PollSelector: Selector {
  private var watched: [pollfd] = []
  private var tags: [UInt64] = []
  private var positions: [Int32: Int] = [:]

  func add(_ descriptor: Descriptor, tag: UInt64, interest: Interest) {
    positions[descriptor.rawValue] = watched.count
    watched.append(pollfd(fd: descriptor.rawValue, events: interest.pollEvents, revents: 0))
    tags.append(tag)
  }

  func update(_ descriptor: Descriptor, tag: UInt64, from old: Interest, to new: Interest) {
    guard let position = positions[descriptor.rawValue] else {
      preconditionFailure("a descriptor is watched for as long as it is open")
    }
    watched[position].events = new.pollEvents
  }

  func remove(_ descriptor: Descriptor, interest: Interest) {
    guard let position = positions.removeValue(forKey: descriptor.rawValue) else { return }
    let last = watched.removeLast()
    let lastTag = tags.removeLast()
    guard position < watched.count else { return }
    watched[position] = last
    tags[position] = lastTag
    positions[last.fd] = position
  }

  func wait(nanoseconds: Int64?, into events: inout [ReadyEvent]) {
    let timeout = selectorMilliseconds(nanoseconds)
    let count = unsafe poll(&watched, nfds_t(watched.count), timeout)
    guard count >= 0 else {
      precondition(errno == EINTR, "poll fails only when interrupted")
      return
    }
    var left = count
    for index in watched.indices where left > 0 && watched[index].revents != 0 {
      left -= 1
      let readiness = Readiness(poll: watched[index].revents)
      events.append(ReadyEvent(tag: tags[index], readiness: readiness))
    }
  }

  func close() {}
}

extension Interest {
  fileprivate var pollEvents: Int16 {
    (contains(.reading) ? Int16(POLLIN) : 0) | (contains(.writing) ? Int16(POLLOUT) : 0)
  }
}

extension Readiness {
  fileprivate init(poll events: Int16) {
    self = []
    if events & Int16(POLLIN) != 0 { insert(.readable) }
    if events & Int16(POLLOUT) != 0 { insert(.writable) }
    if events & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 { insert(.failed) }
  }
}
