/// Tells which descriptors are ready: the one seam between the loop and the operating system.
///
/// Level-triggered: what is ready and wanted is reported by every `wait` until it is dealt with. An
/// event carries the tag its descriptor was added with, so the owner can tell an event that was
/// already on its way when the descriptor was closed and its number given out again.
protocol Selector: AnyObject {
  /// Begins to watch a descriptor.
  func add(_ descriptor: Descriptor, tag: UInt64, interest: Interest) throws(SocketError)

  /// Changes what is watched from `old` to `new`.
  func update(_ descriptor: Descriptor, tag: UInt64, from old: Interest, to new: Interest)

  /// Ceases to watch a descriptor; called before it is closed.
  func remove(_ descriptor: Descriptor, interest: Interest)

  /// Waits up to `nanoseconds` (nil: for ever) and appends what is ready to `events`; comes back
  /// early, with nothing, when a signal arrives.
  func wait(nanoseconds: Int64?, into events: inout [ReadyEvent])

  /// Releases the selector's own descriptor.
  func close()
}

/// What the owner of a descriptor wants to hear about.
struct Interest: OptionSet {
  let rawValue: UInt8

  static let reading = Interest(rawValue: 1)
  static let writing = Interest(rawValue: 2)
}

/// What a descriptor is ready for.
struct Readiness: OptionSet {
  let rawValue: UInt8

  static let readable = Readiness(rawValue: 1)
  static let writable = Readiness(rawValue: 2)

  /// Both directions have ended or an error is pending; reported whatever the interest, except by
  /// kqueue, where the next read or write finds out.
  static let failed = Readiness(rawValue: 4)
}

/// One report of a selector.
struct ReadyEvent {
  /// The tag given to `add`.
  var tag: UInt64
  var readiness: Readiness
}

/// Milliseconds for the calls that count in them, rounded up so that no timer runs early; -1 waits
/// for ever.
func selectorMilliseconds(_ nanoseconds: Int64?) -> Int32 {
  guard let nanoseconds else { return -1 }
  guard nanoseconds > 0 else { return 0 }
  let milliseconds = (nanoseconds - 1) / 1_000_000 + 1
  return Int32(clamping: milliseconds)
}
