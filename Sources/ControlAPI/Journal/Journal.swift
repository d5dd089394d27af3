public import ElizaDomain
public import HostInterface

/// What happened, in order: the latest entries, kept by reference and decoded when somebody reads them.
///
/// Bounded in entries and in bytes; the oldest go. Loop thread only.
public final class Journal {
  /// The most entries that are kept.
  public let limit: Int

  /// The most bytes that all entries keep alive, about; 64 MiB.
  public static let byteLimit = 67_108_864

  /// The number of the latest entry; 0 before the first.
  public private(set) var last: UInt64 = 0

  /// The number of the oldest entry that is kept; one above `last` when there is none.
  public private(set) var first: UInt64 = 1

  private let clock: WorldClock
  private let scheduler: any Scheduler
  private let origin: Instant
  private var entries: ContiguousArray<JournalEntry> = []
  private var byteCount = 0
  private var exchangeCount: UInt64 = 0
  private var readers: [any JournalReader] = []

  /// Told when somebody begins to want packets of Engine.IO and polls, and when nobody does any more.
  public var onPacketsWanted: ((_ areWanted: Bool) -> Void)?
  private var packetReaders = 0

  /// Makes an empty journal; with a `limit` of 0 nothing is kept and nobody hears anything.
  public init(limit: Int, clock: WorldClock, scheduler: any Scheduler) {
    self.limit = max(limit, 0)
    self.clock = clock
    self.scheduler = scheduler
    origin = scheduler.now
  }

  /// Whether anything is kept at all.
  public var isKept: Bool { limit > 0 }

  /// Takes note of an event.
  public func record(_ event: JournalEvent) {
    guard limit > 0 else { return }
    last &+= 1
    let entry = JournalEntry(
      number: last, elapsed: scheduler.now.nanoseconds &- origin.nanoseconds, time: clock.now,
      event: event)
    keep(entry)
    if !readers.isEmpty { tell(entry) }
  }

  /// The number of the next exchange.
  public func nextExchange() -> UInt64 {
    exchangeCount &+= 1
    return exchangeCount
  }

  /// The entries after a number, oldest first.
  public func entries(after number: UInt64) -> some Sequence<JournalEntry> {
    let start = max(first, number == .max ? .max : number + 1)
    let numbers = start <= last ? start..<(last + 1) : last..<last
    return numbers.lazy.map { [entries, limit] in entries[Journal.slot($0, limit)] }
  }

  /// Forgets every entry; numbers go on.
  public func removeAll() {
    for index in entries.indices { entries[index].event = .forgotten }
    byteCount = 0
    first = last + 1
  }

  /// Lets somebody hear of every entry to come, until `remove`.
  func add(_ reader: any JournalReader) { readers.append(reader) }

  /// Lets somebody hear no more.
  func remove(_ reader: any JournalReader) { readers.removeAll { $0 === reader } }

  /// Lets packets of Engine.IO be recorded too, until as many calls with false.
  func wantPackets(_ isWanted: Bool) {
    packetReaders += isWanted ? 1 : -1
    if packetReaders == (isWanted ? 1 : 0) { onPacketsWanted?(isWanted) }
  }

  /// The number of those who hear of every entry.
  var readerCount: Int { readers.count }

  private func keep(_ entry: JournalEntry) {
    byteCount &+= entry.event.byteCount
    let slot = Journal.slot(entry.number, limit)
    if slot < entries.count {
      byteCount &-= entries[slot].event.byteCount
      entries[slot] = entry
    } else {
      entries.append(entry)
    }
    if last &- first >= UInt64(limit) { first &+= 1 }
    while byteCount > Journal.byteLimit, first < last { forgetOldest() }
  }

  private func forgetOldest() {
    let slot = Journal.slot(first, limit)
    byteCount &-= entries[slot].event.byteCount
    entries[slot].event = .forgotten
    first &+= 1
  }

  private func tell(_ entry: JournalEntry) {
    let view = JournalView(entry)
    for reader in readers { reader.recorded(view) }
  }

  private static func slot(_ number: UInt64, _ limit: Int) -> Int {
    Int(truncatingIfNeeded: (number &- 1) % UInt64(limit))
  }
}

/// Somebody who hears of every entry as it is made.
protocol JournalReader: AnyObject {
  /// An entry was made.
  func recorded(_ entry: JournalView)
}
