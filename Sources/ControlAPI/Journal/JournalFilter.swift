import Bytes
import JSON

/// What is looked for in the journal: facts with their values.
struct JournalFilter {
  private enum Test {
    case equals([String])
    case contains(String)

    func holds(for text: String) -> Bool {
      switch self {
      case .equals(let texts): texts.contains(JournalFilter.tidy(text))
      case .contains(let part): text.contains(part)
      }
    }
  }

  private var kinds: Set<JournalKind>?
  private var tests: [(fact: String, test: Test)] = []

  /// What the contract says about it.
  static let about =
    "facts of an entry with the value wanted, several in an array, or {\"contains\": …}: kind, "
    + JournalFacts.names.joined(separator: ", ")

  /// Reads the facts that are wanted; `place` says where they stand, for errors.
  init(_ object: JSONObject, place: String) throws(Problem) {
    for member in object {
      guard member.key == "kind" || JournalFacts.names.contains(member.key) else {
        throw .unknownMember(member.key, of: place, known: ["kind"] + JournalFacts.names)
      }
      if member.key == "kind" {
        kinds = try JournalFilter.kinds(member.value, place)
      } else {
        tests.append((member.key, try JournalFilter.test(member, place)))
      }
    }
  }

  /// Whether an entry is one of those that are looked for.
  func matches(_ view: JournalView) -> Bool {
    if let kinds, !kinds.contains(view.entry.event.kind) { return false }
    return tests.allSatisfy { fact, test in
      JournalFilter.text(view.facts[fact]).map(test.holds) ?? false
    }
  }

  private static func kinds(_ value: JSON, _ place: String) throws(Problem) -> Set<JournalKind> {
    let names = (value.arrayValue ?? [value]).flatMap { value in
      (value.stringValue ?? value.text).split(separator: ",").map(String.init)
    }
    var kinds: Set<JournalKind> = []
    for name in names {
      guard let kind = JournalKind(rawValue: name) else {
        let all = JournalKind.allCases.map(\.rawValue)
        let nearest = Nearest.word(to: name, among: all).map { "; did you mean '\($0)'" } ?? ""
        throw .badMember(
          "kind", of: place,
          "is '\(name)'\(nearest); there are \(all.joined(separator: ", "))")
      }
      kinds.insert(kind)
    }
    return kinds
  }

  private static func test(_ member: JSONObject.Member, _ place: String) throws(Problem) -> Test {
    if let object = member.value.objectValue {
      guard object.count == 1, let part = object["contains"]?.stringValue else {
        throw .badMember(member.key, of: place, "may only be {\"contains\": \"a text\"}")
      }
      return .contains(part)
    }
    let texts = (member.value.arrayValue ?? [member.value]).compactMap(text)
    guard !texts.isEmpty else {
      throw .badMember(member.key, of: place, "must be a text, a number, or an array of them")
    }
    return .equals(texts.map(tidy))
  }

  private static func text(_ value: JSON?) -> String? {
    switch value {
    case .string(let text): text
    case .number, .bool: value?.text
    default: nil
    }
  }

  /// Without white space around it, and with single spaces within.
  private static func tidy(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
