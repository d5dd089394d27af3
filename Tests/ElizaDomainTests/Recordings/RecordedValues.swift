import ElizaModel
import JSON

/// What values of a recording are called in the replay: ids and times differ, what they name does not.
struct RecordedValues {
  private var names: [String: String] = [:]

  /// Learns that two values name the same thing; false when the first already names another.
  mutating func learn(_ recorded: String, _ ours: String) -> Bool {
    guard let known = names[recorded] else {
      names[recorded] = ours
      return true
    }
    return known == ours
  }

  /// A text of the recording with everything in it called by the replay's names.
  func translate(_ text: String) -> String {
    if let name = names[text] { return name }
    // Shorter texts hold no name, longer ones are filler.
    guard 14...4096 ~= text.utf8.count else { return text }
    return names.reduce(text) { text, name in
      text.contains(name.key) ? text.replacing(name.key, with: name.value) : text
    }
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
    guard text.contains("[cut, "), let mark = text.firstRange(of: #/…\[cut, \d+ characters\]/#)
    else { return text }
    let count = Int(text[mark].filter(\.isNumber)) ?? 0
    let kept = text[..<mark.lowerBound]
    let filler = String(repeating: kept.last ?? "x", count: max(count - kept.count, 0))
    return kept + filler + text[mark.upperBound...]
  }
}
