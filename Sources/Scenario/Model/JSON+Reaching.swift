import JSON

extension JSON {
  /// The value at a path of names and positions such as `metadata.tags.0` or `metadata.tags[0]`.
  func reach(_ path: String) -> JSON? {
    var value = self
    for name in path.split(whereSeparator: { $0 == "." || $0 == "[" }) {
      let key = name.last == "]" ? name.dropLast() : name
      let inner = value.arrayValue == nil ? value[String(key)] : Int(key).flatMap { value[$0] }
      guard let inner else { return nil }
      value = inner
    }
    return value
  }

  /// A text as it is, and any other value as it is written; nothing for null.
  var shownText: String {
    switch self {
    case .null: ""
    case .string(let text): text
    default: text
    }
  }

  /// Whether both are the same value: numbers by value, members of objects in any order.
  func isSame(as other: JSON) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)):
      left == right || (doubleValue != nil && doubleValue == other.doubleValue)
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
    case (.object(let left), .object(let right)):
      left.count == right.count
        && left.allSatisfy { member in right[member.key].map(member.value.isSame) ?? false }
    default: self == other
    }
  }
}
