import ElizaModel
import JSON

/// Compares a recorded body with ours: same members, same kinds, same values but for ids and times.
struct AnswerComparison {
  /// What the replay calls the recording's values; grows with every comparison.
  var values: RecordedValues
  /// Where and how the bodies differ.
  private(set) var differences: [String] = []

  /// Members whose values differ from run to run.
  private static let measured: Set<String> = [
    "uptime", "timeRemaining", "details", "title", "processingTimeMs", "averageProcessingTimeMs",
  ]

  init(values: RecordedValues) {
    self.values = values
  }

  /// Notes what is different below `path`.
  mutating func compare(_ recorded: JSON, _ ours: JSON, at path: String = "") {
    switch (recorded, ours) {
    case (.object(let recorded), .object(let ours)): compareObjects(recorded, ours, path)
    case (.array(let recorded), .array(let ours)): compareArrays(recorded, ours, path)
    case (.string(let recorded), .string(let ours)): compareTexts(recorded, ours, path)
    case (.number(let recorded), .number(let ours)): compareNumbers(recorded, ours, path)
    default: if recorded != ours { note(path, recorded.text, ours.text) }
    }
  }

  private mutating func compareObjects(_ recorded: JSONObject, _ ours: JSONObject, _ path: String) {
    // The environment of the recorded server was cut out of the recordings.
    guard recorded["[cut]"] == nil else { return }
    for member in recorded where member.value != "[cut]" {
      guard let value = ours[member.key] else {
        note(path + "." + member.key, "present", "absent")
        continue
      }
      if Self.measured.contains(member.key), member.value.sameKind(as: value) { continue }
      compare(member.value, value, at: path + "." + member.key)
    }
    for member in ours where recorded[member.key] == nil {
      note(path + "." + member.key, "absent", "present")
    }
  }

  private mutating func compareArrays(_ recorded: [JSON], _ ours: [JSON], _ path: String) {
    guard recorded.count == ours.count else {
      return note(path, "\(recorded.count) elements", "\(ours.count)")
    }
    for (index, pair) in zip(recorded, ours).enumerated() {
      compare(pair.0, pair.1, at: "\(path)[\(index)]")
    }
  }

  private mutating func compareTexts(_ recorded: String, _ ours: String, _ path: String) {
    guard recorded != ours else { return }
    let translated = RecordedValues.restored(values.translate(recorded))
    if Self.masked(translated) == Self.masked(ours) { return }
    let areIDs = Identifier.isUUID(recorded) && Identifier.isUUID(ours)
    if areIDs, values.learn(recorded, ours) { return }
    note(path, translated, ours)
  }

  private mutating func compareNumbers(
    _ recorded: JSONNumber, _ ours: JSONNumber, _ path: String
  ) {
    guard recorded.text != ours.text else { return }
    let areTimes = recorded.text.count == 13 && ours.text.count == 13
    if areTimes, values.learn(recorded.text, ours.text) || path.hasSuffix("pdated_at") { return }
    note(path, recorded.text, ours.text)
  }

  /// A text with its dates, its ids that are part of it, and the parser's opinions taken out.
  private static func masked(_ text: String) -> String {
    if text.contains("JSON") || text.hasPrefix("Expected") || text.hasPrefix("Only objects") {
      return "a complaint about JSON"
    }
    return text.replacing(#/[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/#, with: "DATE")
  }

  private mutating func note(_ path: String, _ recorded: String, _ ours: String) {
    differences.append("\(path): recorded \(recorded.prefix(120)), ours \(ours.prefix(120))")
  }
}

extension JSON {
  fileprivate func sameKind(as other: JSON) -> Bool {
    switch (self, other) {
    case (.number, .number), (.string, .string): true
    default: self == other
    }
  }
}
