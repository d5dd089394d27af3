import JSON

extension Likeness {
  /// Compares path, query and body; the order of a query's items does not count.
  mutating func compare(_ recorded: RecordedRequest, _ live: RecordedRequest) {
    if recorded.method != live.method {
      compare(recorded.method, live.method, at: "method")
    }
    let (path, items) = Likeness.parts(of: recorded.target)
    let (livePath, liveItems) = Likeness.parts(of: live.target)
    compare(path, livePath, at: "path")
    compare(query: items, liveItems)
    compare(recorded.body, live.body)
  }

  private mutating func compare(query recorded: [QueryItem], _ live: [QueryItem]) {
    var rest = live[...]
    for item in recorded {
      while let extra = rest.first, extra.name < item.name, !item.name.contains("{") {
        differ("query.\(extra.name)", "recorded nothing, got \(extra.shown)")
        rest.removeFirst()
      }
      guard let other = rest.first, other.name == item.name || item.name.contains("{") else {
        differ("query.\(item.name)", "recorded \(item.shown), got nothing")
        continue
      }
      compare(item.text, other.text, at: "query.\(item.name)")
      rest.removeFirst()
    }
    for extra in rest { differ("query.\(extra.name)", "recorded nothing, got \(extra.shown)") }
  }

  private mutating func compare(_ recorded: RecordedBody, _ live: RecordedBody) {
    switch (recorded, live) {
    case (.json(let recorded), .json(let live)): compare(recorded, live, at: "json")
    case (.text(let recorded), .text(let live)):
      // Every client separates the parts of a form in its own way.
      let mark = RecordedBody.formMark
      if !recorded.contains(mark) || !live.contains(mark) { compare(recorded, live, at: "text") }
    case (.omitted, _), (_, .omitted): break
    case (.bytes, .bytes), (.none, .none): break
    default:
      compare(JSON.string("a body of \(recorded.kind)"), .string(live.kind), at: "body")
    }
  }

  /// Path and query, its items by name.
  private static func parts(of target: String) -> (path: String, items: [QueryItem]) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let items = parts.dropFirst().first?.split(separator: "&").map { QueryItem(text: String($0)) }
    return (String(parts.first ?? ""), (items ?? []).sorted { $0.name < $1.name })
  }
}

/// An item of a query.
private struct QueryItem {
  let text: String

  var name: String { String(text.prefix { $0 != "=" }) }

  var shown: String { JSON.string(text).text }
}

extension RecordedBody {
  /// What the parts of a form have.
  static let formMark = "Content-Disposition: form-data"

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
