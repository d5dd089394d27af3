import Bytes
import DequeModule
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

  private var entries: Deque<KeptEntry> = []
  private var byteCount = 0
  /// What is kept as it was told, by the numbers of its entries.
  private var wholes: [UInt64: JournalEvent] = [:]

  /// The page that is written on.
  private var page = JournalPage()
  private var pageNumber: UInt32 = 0
  private var pageEnd = 0
  /// The full pages before it, as far as entries lie on them.
  private var fullPages: Deque<JournalPage> = []

  /// Keeps nothing yet.
  init(limit: Int) {
    self.limit = limit
  }

  /// Keeps an event as it is.
  mutating func keep(_ event: JournalEvent, elapsed: Int64, time: Timestamp) {
    add(
      KeptEntry(
        .whole, KeptEntry.Texts(page: pageNumber), byteCount: event.byteCount, elapsed: elapsed,
        time: time))
    wholes[last] = event
  }

  /// Keeps an event in so many words, which count as `byteCount` bytes; false when they are too long for that.
  mutating func keep(
    _ kind: KeptEntry.Kind, _ first: String, _ second: String = "", _ third: String = "",
    _ fourth: String = "", bytes: Span<UInt8>, exchange: UInt64 = 0, connection: UInt64 = 0,
    byteCount: Int, elapsed: Int64, time: Timestamp
  ) -> Bool {
    let counts = (first.utf8.count, second.utf8.count, third.utf8.count, fourth.utf8.count)
    let count = counts.0 &+ counts.1 &+ counts.2 &+ counts.3 &+ bytes.count
    guard count <= JournalPage.longest else { return false }
    var texts = KeptEntry.Texts()
    texts.start = UInt32(truncatingIfNeeded: makeRoom(for: count))
    texts.page = pageNumber
    texts.counts.first = UInt16(truncatingIfNeeded: counts.0)
    texts.counts.second = UInt16(truncatingIfNeeded: counts.1)
    texts.counts.third = UInt16(truncatingIfNeeded: counts.2)
    texts.counts.fourth = UInt16(truncatingIfNeeded: counts.3)
    texts.byteCount = UInt16(truncatingIfNeeded: bytes.count)
    page.add(count) { output in
      output.append(utf8: first)
      if counts.1 > 0 { output.append(utf8: second) }
      if counts.2 > 0 { output.append(utf8: third) }
      if counts.3 > 0 { output.append(utf8: fourth) }
      output.append(copying: bytes)
    }
    add(
      KeptEntry(
        kind, texts, exchange: exchange, connection: connection, byteCount: byteCount,
        elapsed: elapsed, time: time))
    return true
  }

  /// The entries after a number, oldest first.
  func entries(after number: UInt64) -> some Sequence<JournalEntry> {
    let start = max(first, number == .max ? .max : number + 1)
    let numbers = start <= last ? start..<(last + 1) : last..<last
    return numbers.lazy.map { entry($0) }
  }

  /// Forgets every entry; numbers go on.
  mutating func removeAll() {
    let (limit, last) = (limit, last)
    self = JournalStore(limit: limit)
    self.last = last
    first = last + 1
  }

  private func entry(_ number: UInt64) -> JournalEntry {
    let kept = entries[Int(number &- first)]
    let place = fullPages.count - Int(pageNumber &- kept.texts.page)
    let page = fullPages.indices.contains(place) ? fullPages[place] : page
    return JournalEntry(
      number: number, elapsed: kept.elapsed, time: kept.time,
      event: kept.event(on: page) ?? wholes[number] ?? .note(""))
  }

  /// Where on the page the next so many bytes begin; that is a new page when the last is full.
  private mutating func makeRoom(for count: Int) -> Int {
    if pageEnd &+ count > JournalPage.size {
      fullPages.append(page)
      page = JournalPage()
      pageNumber &+= 1
      pageEnd = 0
    }
    defer { pageEnd &+= count }
    return pageEnd
  }

  private mutating func add(_ entry: KeptEntry) {
    if entries.count >= limit { forgetOldest() }
    last &+= 1
    byteCount &+= Int(entry.byteCount)
    entries.append(entry)
    while byteCount > Journal.byteLimit, first < last { forgetOldest() }
  }

  private mutating func forgetOldest() {
    guard let oldest = entries.popFirst() else { return }
    byteCount &-= Int(oldest.byteCount)
    if oldest.isWhole { wholes[first] = nil }
    first &+= 1
    // Of the next one's page on, all are needed.
    let page = entries.first?.texts.page ?? pageNumber
    while fullPages.count > Int(pageNumber &- page) { fullPages.removeFirst() }
  }
}
