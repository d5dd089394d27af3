import HTTP1
import HostInterface
import JSON

/// The calls that read the journal: at once, live, and when something has happened.
enum JournalCalls {
  /// The most entries of one answer.
  private static let pageLimit = 10_000
  /// The entries of an answer when nothing else is said.
  private static let defaultPage = 1_000
  /// The most readers that wait or listen at a time.
  private static let readerLimit = 1_024
  /// The longest that is waited.
  private static let longestWait: Duration = .seconds(600)

  static var routes: [ControlRoute] {
    [
      ControlRoute(
        .get, "journal",
        "The latest entries of the journal, or those after a number, oldest first.",
        query: [
          .count("since", "the number after which entries are wanted"),
          .count("limit", "how many entries at most; 1000"),
        ] + filterFields, handler: read),
      ControlRoute(
        .get, "events",
        "The journal as it is written, as an event stream; goes on after Last-Event-ID.",
        query: [
          .count("since", "the number after which entries are wanted; the latest"),
          .flag("packets", "whether packets of Engine.IO and polls are recorded meanwhile"),
        ] + filterFields, answerType: "text/event-stream", handler: stream),
      ControlRoute(
        .post, "wait", "Answers as soon as something has happened, or 408 with what happened.",
        body: [
          .object("for", JournalFilter.about, isNeeded: true),
          .count("count", "how often; 1"),
          .duration("within", "how long to wait, in real time; 5s"),
          .count("since", "counts what happened after this number too"),
        ], handler: wait),
    ]
  }

  /// Items of a query that are no facts.
  private static let settings: Set = ["since", "limit", "packets"]

  private static var filterFields: [ControlField] {
    [.text("kind", JournalKind.allCases.map(\.rawValue).joined(separator: ", "))]
      + JournalFacts.names.map { .text($0, "only entries with this \($0)") }
  }

  private static func filter(_ query: ControlFields) throws(Problem) -> JournalFilter {
    let facts = query.all.filter { !settings.contains($0.key) }
    return try JournalFilter(
      JSONObject(facts.map { ($0.key, $0.value) }), place: "the query")
  }

  private static func read(_ call: ControlCall) throws(Problem) {
    let journal = call.subject.journal
    let limit = try call.query.count("limit", atMost: pageLimit) ?? defaultPage
    let since = try number(call.query)
    let filter = try filter(call.query)
    var found: [JSON] = []
    var last = journal.last
    for entry in journal.entries(after: since ?? 0) {
      let view = JournalView(entry)
      guard filter.matches(view) else { continue }
      if since != nil, found.count == limit { break }
      found.append(view.json)
      last = since == nil ? journal.last : entry.number
    }
    if found.count < limit { last = journal.last }
    call.answer([
      "first": JSON(journal.first), "last": JSON(journal.last), "next": JSON(last),
      "entries": .array(Array(found.suffix(limit))),
    ])
  }

  private static func stream(_ call: ControlCall) throws(Problem) {
    let resumed = call.request.headers["Last-Event-ID"].flatMap { UInt64($0) }
    let asked = try number(call.query)
    let since = resumed ?? asked ?? call.subject.journal.last
    let filter = try filter(call.query)
    let wantsPackets = try call.query.flag("packets")
    try checkReaders(call.subject.journal)
    JournalStream(call, filter, wantsPackets: wantsPackets).begin(after: since)
  }

  private static func wait(_ call: ControlCall) throws(Problem) {
    let filter = try JournalFilter(try call.fields.object("for") ?? [:], place: "'for'")
    let within = try call.fields.duration("within") ?? .seconds(5)
    guard within <= longestWait else { throw call.fields.bad("within", "is at most 10m") }
    let count = try call.fields.count("count", atMost: pageLimit) ?? 1
    guard count > 0 else { throw call.fields.bad("count", "is at least 1") }
    let since = try number(call.fields) ?? call.subject.journal.last
    try checkReaders(call.subject.journal)
    JournalWaiter(call, filter, count: count, within: within).begin(after: since)
  }

  private static func number(_ fields: ControlFields) throws(Problem) -> UInt64? {
    try fields.count("since", atMost: .max).map { UInt64($0) }
  }

  private static func checkReaders(_ journal: Journal) throws(Problem) {
    guard journal.isKept else {
      throw .conflict(
        "This server keeps no journal.", hint: "Start it without --limit journal=0.")
    }
    guard journal.readerCount < readerLimit else {
      throw .conflict(
        "\(readerLimit) callers wait or listen already.", hint: "End some of them first.")
    }
  }
}
