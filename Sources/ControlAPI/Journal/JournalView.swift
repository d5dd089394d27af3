import ElizaModel
public import JSON

/// An entry as readers see it: decoded when it is first asked for, once for all of them.
public final class JournalView {
  /// The entry.
  public let entry: JournalEntry

  /// What filters look at: texts and numbers under names of their own.
  public private(set) lazy var facts: JSONObject = JournalFacts.of(entry.event)

  /// The whole entry.
  public private(set) lazy var json: JSON = whole

  /// Looks at an entry.
  public init(_ entry: JournalEntry) {
    self.entry = entry
  }

  private var whole: JSON {
    var json: JSONObject = [
      "n": JSON(entry.number), "t": JSON(Double(entry.elapsed / 1000) / 1000),
      "at": .string(entry.time.isoText), "kind": .string(entry.event.kind.rawValue),
    ]
    for fact in facts { json[fact.key] = fact.value }
    json["data"] = JournalFacts.data(of: entry.event)
    return .object(json)
  }
}
