import JSON

/// Tells whether lines are the same but for what things are called: ids, connections, exchanges and lines themselves are
/// numbered as they come up, so that one that was taken out renames those behind it.
struct Renaming {
  private var names: [String: String] = [:]
  private var originals: [String: String] = [:]

  /// Whether two lines are the same, everything in the one having one name in the other.
  ///
  /// What led to them does not count, of which a recorder knows no more than it sees.
  mutating func fits(_ line: FixtureLine, _ other: FixtureLine) -> Bool {
    let (object, names) = Renaming.nameless(line)
    let (otherObject, others) = Renaming.nameless(other)
    guard object == otherObject, names.count == others.count else { return false }
    for (name, other) in zip(names, others) where !fits(name, other) { return false }
    return true
  }

  private mutating func fits(_ name: String, _ other: String) -> Bool {
    let known = names[name]
    let original = originals[other]
    names[name] = other
    originals[other] = name
    return (known ?? other) == other && (original ?? name) == name
  }

  /// A line without the names in it, and these, in the order of the text.
  private static func nameless(_ line: FixtureLine) -> (JSON, [String]) {
    var object = line.object
    var names: [String] = []
    object["n"] = nil
    object["cause"] = nil
    for key in ["c", "x"] {
      guard let value = object[key] else { continue }
      names.append("\(key) \(value.text)")
      object[key] = nil
    }
    return (nameless(.object(object), &names), names)
  }

  private static func nameless(_ json: JSON, _ names: inout [String]) -> JSON {
    switch json {
    case .null, .bool, .number: return json
    case .string(let text): return .string(nameless(text, &names))
    case .array(let elements): return .array(elements.map { nameless($0, &names) })
    case .object(let object):
      var result = JSONObject()
      for member in object {
        result[Renaming.key(member.key, result.count, &names)] = nameless(member.value, &names)
      }
      return .object(result)
    }
  }

  /// A key without names; with its place, so that no two become one.
  private static func key(_ key: String, _ place: Int, _ names: inout [String]) -> String {
    let plain = nameless(key, &names)
    return plain == key ? key : "\(place) \(plain)"
  }

  private static func nameless(_ text: String, _ names: inout [String]) -> String {
    guard text.utf8.contains(0x7B) else { return text }
    return FixtureToken.replaced(in: text) { token in
      switch token {
      case .id(let name):
        names.append(name)
        return "{}"
      case .time(let offset): return "{time:\(offset)}"
      case .epoch(let offset): return "{epoch:\(offset)}"
      case .digits(let offset): return "{digits:\(offset)}"
      case .secret(let name): return name
      }
    }
  }
}
