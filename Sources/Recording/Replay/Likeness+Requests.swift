import JSON

extension Likeness {
  /// Compares path, query and body; the order of a query's items does not count.
  mutating func compare(_ recorded: RecordedRequest, _ live: RecordedRequest) {
    let (path, items) = Likeness.parts(of: recorded.target)
    let (livePath, liveItems) = Likeness.parts(of: live.target)
    compare(path, livePath, at: "path")
    compare(items.count == liveItems.count ? items : [], liveItems, at: "query")
    compare(recorded.body, live.body)
  }

  private mutating func compare(_ recorded: [String], _ live: [String], at path: String) {
    compare(
      JSON.array(recorded.map { .string($0) }), JSON.array(live.map { .string($0) }), at: path)
  }

  private mutating func compare(_ recorded: RecordedBody, _ live: RecordedBody) {
    switch (recorded, live) {
    case (.json(let recorded), .json(let live)): compare(recorded, live, at: "json")
    case (.text(let recorded), .text(let live)):
      // Every client separates the parts of a form in its own way.
      let mark = "Content-Disposition: form-data"
      if !recorded.contains(mark) || !live.contains(mark) { compare(recorded, live, at: "text") }
    case (.omitted, _), (_, .omitted): break
    case (.bytes, .bytes), (.none, .none): break
    default:
      compare(JSON.string("a body of \(recorded.kind)"), .string(live.kind), at: "body")
    }
  }

  private static func parts(of target: String) -> (path: String, items: [String]) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let items = parts.dropFirst().first?.split(separator: "&").map { String($0) } ?? []
    return (
      String(parts.first ?? ""), items.sorted { $0.prefix { $0 != "=" } < $1.prefix { $0 != "=" } }
    )
  }
}

extension RecordedBody {
  fileprivate var kind: String {
    switch self {
    case .none: "nothing"
    case .json: "JSON"
    case .text: "text"
    case .bytes: "bytes"
    case .omitted: "something"
    }
  }
}
