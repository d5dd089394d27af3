import Bytes
import ElizaModel

/// The latest entries of a journal, bounded in entries and in bytes; the oldest go.
///
/// One value, so that access to all of it is checked once an entry.
struct JournalStore {
  /// The most entries that are kept.
  let limit: Int
  /// The number of the latest entry; 0 before the first.
  private(set) var last: UInt64 = 0
  /// The number of the oldest entry that is kept; one above `last` when there is none.
  private(set) var first: UInt64 = 1

  private var entries: ContiguousArray<KeptEntry> = []
  private var byteCount = 0
  private var page = JournalPage()
  private var pageEnd = 0

  /// Keeps nothing yet.
  init(limit: Int) {
    self.limit = limit
  }

  /// Keeps an event as it is; answers its number.
  mutating func keep(_ event: JournalEvent, elapsed: Int64, time: Timestamp) {
    add(KeptEntry(.whole(event), byteCount: event.byteCount, elapsed: elapsed, time: time))
  }

  /// Keeps an event in so many words, which count as `byteCount` bytes; false when they are too long for that.
  mutating func keep(
    _ kind: PackedEvent.Kind, _ first: String, _ second: String, _ third: Span<UInt8>,
    exchange: UInt64 = 0, connection: UInt64 = 0, byteCount: Int, elapsed: Int64, time: Timestamp
  ) -> Bool {
    let (firstCount, secondCount) = (first.utf8.count, second.utf8.count)
    let count = firstCount &+ secondCount &+ third.count
    guard count <= JournalPage.longest else { return false }
    let start = makeRoom(for: count)
    page.add(count) { output in
      output.append(utf8: first)
      output.append(utf8: second)
      output.append(copying: third)
    }
    let event = PackedEvent(
      kind: kind, exchange: exchange, connectionNumber: connection, page: page,
      start: UInt32(truncatingIfNeeded: start),
      firstEnd: UInt32(truncatingIfNeeded: start &+ firstCount),
      secondEnd: UInt32(truncatingIfNeeded: start &+ firstCount &+ secondCount),
      end: UInt32(truncatingIfNeeded: start &+ count))
    add(KeptEntry(.packed(event), byteCount: byteCount, elapsed: elapsed, time: time))
    return true
  }

  /// The entries after a number, oldest first.
  func entries(after number: UInt64) -> some Sequence<JournalEntry> {
    let start = max(first, number == .max ? .max : number + 1)
    let numbers = start <= last ? start..<(last + 1) : last..<last
    return numbers.lazy.map { [entries, limit] number in
      entries[JournalStore.slot(number, limit)].entry(number: number)
    }
  }

  /// Forgets every entry; numbers go on.
  mutating func removeAll() {
    for index in entries.indices { entries[index].forget() }
    page = JournalPage()
    pageEnd = 0
    byteCount = 0
    first = last + 1
  }

  /// Where on the page the next so many bytes begin; that is a new page when the last is full.
  private mutating func makeRoom(for count: Int) -> Int {
    if pageEnd &+ count > JournalPage.size {
      page = JournalPage()
      pageEnd = 0
    }
    defer { pageEnd &+= count }
    return pageEnd
  }

  private mutating func add(_ entry: consuming KeptEntry) {
    last &+= 1
    byteCount &+= entry.byteCount
    let slot = JournalStore.slot(last, limit)
    if slot < entries.count {
      byteCount &-= entries[slot].byteCount
      entries[slot] = entry
    } else {
      entries.append(entry)
    }
    if last &- first >= UInt64(limit) { first &+= 1 }
    while byteCount > Journal.byteLimit, first < last { forgetOldest() }
  }

  private mutating func forgetOldest() {
    let slot = JournalStore.slot(first, limit)
    byteCount &-= entries[slot].byteCount
    entries[slot].forget()
    first &+= 1
  }

  private static func slot(_ number: UInt64, _ limit: Int) -> Int {
    Int(truncatingIfNeeded: (number &- 1) % UInt64(limit))
  }
}
