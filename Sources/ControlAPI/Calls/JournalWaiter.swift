import HTTP1
import HostInterface
import JSON

/// A caller that waits until something has happened.
final class JournalWaiter: JournalReader {
  /// The most entries that are listed when it did not happen.
  private static let listLimit = 50

  private let call: ControlCall
  private let filter: JournalFilter
  private let count: Int
  private let within: Duration
  private let journal: Journal
  private let scheduler: any Scheduler
  private var matched: [JournalView] = []
  private var others: [JournalView] = []
  private var timer: ScheduledTask?

  init(_ call: ControlCall, _ filter: JournalFilter, count: Int, within: Duration) {
    self.call = call
    self.filter = filter
    self.count = count
    self.within = within
    journal = call.subject.journal
    scheduler = call.subject.scheduler
  }

  /// Counts what is kept after a number, then whatever comes; lives until it has answered.
  func begin(after number: UInt64) {
    for entry in journal.entries(after: number) {
      note(JournalView(entry))
      if matched.count >= count { return call.answer(outcome) }
    }
    journal.add(self)
    call.exchange.onPeerLeft = { self.end() }
    timer = scheduler.schedule(after: within) { [weak self] in self?.giveUp() }
  }

  func recorded(_ entry: JournalView) {
    guard matched.count < count else { return }
    note(entry)
    guard matched.count >= count else { return }
    end()
    call.answer(outcome)
  }

  private func note(_ entry: JournalView) {
    if filter.matches(entry) {
      matched.append(entry)
    } else {
      others.append(entry)
      if others.count > JournalWaiter.listLimit { others.removeFirst() }
    }
  }

  private func giveUp() {
    timer = nil
    end()
    let happened = others.map(\.json)
    call.answer(
      .timedOut(
        "It happened \(matched.count) of \(count) times within \(within.text).",
        hint: happened.isEmpty
          ? "Nothing else happened meanwhile. What happened before the call counts only with 'since'."
          : "'happened' lists what happened in its place. What happened before the call counts only "
            + "with 'since'.",
        members: [
          "matched": JSON(matched.count), "entries": .array(matched.map(\.json)),
          "happened": .array(happened), "next": JSON(journal.last),
        ]))
  }

  private var outcome: JSON {
    [
      "matched": JSON(matched.count), "next": JSON(matched.last?.entry.number ?? journal.last),
      "entries": .array(matched.map(\.json)),
    ]
  }

  private func end() {
    journal.remove(self)
    if let timer { scheduler.cancel(timer) }
    timer = nil
    call.exchange.onPeerLeft = nil
  }
}

extension Duration {
  /// The duration as people write it.
  fileprivate var text: String {
    let isWhole = milliseconds >= 1000 && milliseconds.truncatingRemainder(dividingBy: 1000) == 0
    return isWhole ? "\(Int64(milliseconds / 1000))s" : "\(Int64(milliseconds))ms"
  }
}
