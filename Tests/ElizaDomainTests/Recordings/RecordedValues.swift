import ElizaModel
import JSON

/// What values of a recording are called in the replay: ids and times differ, what they name does not.
struct RecordedValues {
  private var names: [(recorded: String, ours: String)] = []

  /// Learns that two values name the same thing; false when one of them already names another.
  mutating func learn(_ recorded: String, _ ours: String) -> Bool {
    if let known = names.first(where: { $0.recorded == recorded }) { return known.ours == ours }
    names.append((recorded, ours))
    return true
  }

  /// A text of the recording with everything in it called by the replay's names.
  func translate(_ text: String) -> String {
    names.reduce(text) { $0.replacing($1.recorded, with: $1.ours) }
  }

  /// A value of the recording with everything in it called by the replay's names.
  func translate(_ value: JSON) -> JSON {
    switch value {
    case .string(let text): .string(RecordedValues.restored(translate(text)))
    case .array(let elements): .array(elements.map(translate))
    case .object(let object): .object(JSONObject(object.map { ($0.key, translate($0.value)) }))
    default: value
    }
  }

  /// A text that was cut in the recording, at its full length again.
  static func restored(_ text: String) -> String {
    guard let mark = text.firstRange(of: #/…\[cut, \d+ characters\]/#)
    else { return text }
    let count = Int(text[mark].filter(\.isNumber)) ?? 0
    let kept = text[..<mark.lowerBound]
    let filler = String(repeating: kept.last ?? "x", count: max(count - kept.count, 0))
    return kept + filler + text[mark.upperBound...]
  }
}
