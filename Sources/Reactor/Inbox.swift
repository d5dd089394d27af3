import CPlatform

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The one door into a loop from other threads: work under a lock and a descriptor that wakes.
///
/// However much work arrives, the loop is woken once until it has fetched it.
final class Inbox: Sendable {
  /// What the loop finds when it looks.
  struct Contents {
    var work: [@Sendable () -> Void] = []
    var isStopRequested = false
  }

  private struct State {
    var contents = Contents()
    var isWakePending = false
    var isClosed = false
  }

  /// Becomes readable when there is something to fetch.
  let readEnd: Descriptor
  private let writeEnd: Descriptor
  private let state = LockBox(State())

  /// Opens the wake-up descriptor.
  init() throws(SocketError) {
    var ends: (Int32, Int32) = (-1, -1)
    let result = unsafe withUnsafeMutableBytes(of: &ends) { bytes in
      unsafe platform_open_wake(bytes.assumingMemoryBound(to: Int32.self).baseAddress)
    }
    guard result == 0 else { throw SocketError(call: "eventfd", errno: errno) }
    readEnd = Descriptor(rawValue: ends.0)
    writeEnd = Descriptor(rawValue: ends.1)
  }

  /// Adds work; answers false, and drops it, when the loop has ended.
  func post(_ work: @escaping @Sendable () -> Void) -> Bool {
    change { $0.work.append(work) }
  }

  /// Asks the loop to end.
  func requestStop() {
    _ = change { $0.isStopRequested = true }
  }

  /// Fetches what has arrived; called by the loop when woken.
  func fetch() -> Contents {
    platform_clear_wake(readEnd.rawValue)
    return state.withLock { state in
      state.isWakePending = false
      let contents = state.contents
      state.contents.work = []
      return contents
    }
  }

  /// Shuts the door for good and returns what was still inside.
  func close() -> Contents {
    state.withLock { state in
      guard !state.isClosed else { return Contents() }
      state.isClosed = true
      readEnd.close()
      if writeEnd != readEnd { writeEnd.close() }
      let contents = state.contents
      state.contents = Contents()
      return contents
    }
  }

  private func change(_ body: (inout Contents) -> Void) -> Bool {
    // The signal is given under the lock, so that it cannot meet a descriptor closed meanwhile.
    state.withLock { state in
      guard !state.isClosed else { return false }
      body(&state.contents)
      if !state.isWakePending { platform_signal_wake(writeEnd.rawValue) }
      state.isWakePending = true
      return true
    }
  }
}
