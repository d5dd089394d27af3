import ElizaDomain
import JSON
import Scenario

/// What a caller sent along, read with errors that say which member is wrong and what it should be.
struct ControlFields {
  private let object: JSONObject
  private let known: [ControlField]
  /// What the members belong to, for errors.
  private let place: String

  /// Takes an object apart; throws when it has a member nobody knows, lacks one that is needed, or has another word
  /// where it can choose from some.
  init(_ object: JSONObject, known: [ControlField], place: String) throws(Problem) {
    self.object = object
    self.known = known
    self.place = place
    for key in object.keys where !known.contains(where: { $0.name == key }) {
      throw .unknownMember(key, of: place, known: known.map(\.name))
    }
    for field in known where field.isNeeded && object[field.name] == nil {
      throw .badMember(field.name, of: place, "is missing: \(field.about)")
    }
    for field in known where !field.words.isEmpty {
      guard let text = try text(field.name), !field.words.contains(text) else { continue }
      let all = field.words.dropLast().joined(separator: ", ") + " or \(field.words.last ?? "")"
      throw bad(field.name, "must be \(all), not '\(text.prefix(80))'")
    }
  }

  /// Whether nothing was sent.
  var isEmpty: Bool { object.isEmpty }

  /// Everything, as it was sent.
  var all: JSONObject { object }

  /// A member as it was sent; nil when it is missing or null.
  func value(_ name: String) -> JSON? {
    guard let value = object[name], !value.isNull else { return nil }
    return value
  }

  /// A text; nil when it is missing.
  func text(_ name: String) throws(Problem) -> String? {
    guard let value = value(name) else { return nil }
    guard let text = value.stringValue else { throw bad(name, "must be a text") }
    return text
  }

  /// A text that must be there.
  func neededText(_ name: String) throws(Problem) -> String {
    guard let text = try text(name), !text.isEmpty else { throw bad(name, "must be a text") }
    return text
  }

  /// A duration with its unit, such as `31m`; nil when it is missing.
  func duration(_ name: String) throws(Problem) -> Duration? {
    if let number = value(name)?.doubleValue, number >= 0 {
      throw bad(name, "needs a unit, such as \"\(value(name)?.text ?? "")s\"")
    }
    guard let text = try text(name) else { return nil }
    do throws(DurationTextError) {
      return try DurationText.parse(text)
    } catch {
      throw bad(name, "is wrong: \(error)")
    }
  }

  /// A whole number from 0 to `limit`; texts count too, as queries have nothing else.
  func count(_ name: String, atMost limit: Int) throws(Problem) -> Int? {
    guard let value = value(name) else { return nil }
    guard let number = value.intValue ?? value.stringValue.flatMap({ Int64($0) }),
      (0...Int64(limit)).contains(number)
    else { throw bad(name, "must be a whole number from 0 to \(limit)") }
    return Int(number)
  }

  /// A truth value; false when it is missing.
  func flag(_ name: String) throws(Problem) -> Bool {
    guard let value = value(name) else { return false }
    if let flag = value.boolValue { return flag }
    switch value.stringValue {
    case "1", "true", "": return true
    case "0", "false": return false
    default: throw bad(name, "must be true or false")
    }
  }

  /// An array of texts; nil when it is missing.
  func texts(_ name: String) throws(Problem) -> [String]? {
    guard let value = value(name) else { return nil }
    let texts = value.arrayValue?.compactMap(\.stringValue) ?? []
    guard let list = value.arrayValue, list.count == texts.count else {
      throw bad(name, "must be an array of texts")
    }
    return texts
  }

  /// An array; empty when it is missing.
  func list(_ name: String) throws(Problem) -> [JSON] {
    guard let value = value(name) else { return [] }
    guard let list = value.arrayValue else { throw bad(name, "must be an array") }
    return list
  }

  /// An object; nil when it is missing.
  func object(_ name: String) throws(Problem) -> JSONObject? {
    guard let value = value(name) else { return nil }
    guard let object = value.objectValue else { throw bad(name, "must be an object") }
    return object
  }

  /// What is wrong with a member.
  func bad(_ name: String, _ reason: String) -> Problem {
    .badMember(name, of: place, reason)
  }
}
