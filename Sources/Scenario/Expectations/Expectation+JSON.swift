public import JSON

extension Expectation {
  /// Reads an expectation as scenario files have it, such as `{"rule": {"id": "greeting", "times": 2}}`.
  public init(json: JSON) throws(ExpectationError) {
    guard let object = json.objectValue, let name = object.keys.first, let value = object[name],
      object.keys.count == 1
    else {
      throw ExpectationError(
        "an expectation is an object with one member, such as {\"joined\": {\"atLeast\": 1}}")
    }
    switch name {
    case "sessions": self.init(.sessions, try Self.count(value, of: name))
    case "joined": self.init(.joined, try Self.count(value, of: name))
    case "sent": self.init(.sent, try Self.count(value, of: name))
    case "replied": self.init(.replied, try Self.count(value, of: name))
    case "rule": self = try Self.named(value, of: name, by: "id") { .rule($0) }
    case "request": self = try Self.named(value, of: name, by: "match") { .request($0) }
    case "event": self = try Self.named(value, of: name, by: "name") { .event($0) }
    case "finding": self = try Self.finding(value)
    default:
      throw ExpectationError(
        "'\(name)' cannot be expected; there are sessions, joined, sent, replied, rule, request, "
          + "event and finding")
    }
  }

  private static func finding(_ value: JSON) throws(ExpectationError) -> Expectation {
    guard let object = value.objectValue, object["id"] == nil else {
      return try named(value, of: "finding", by: "id") { .finding($0) }
    }
    return Expectation(.finding(nil), try count(value, of: "finding"))
  }

  /// A name alone, which must occur, or a name with bounds.
  private static func named(
    _ value: JSON, of subject: String, by key: String, _ make: (String) -> Subject
  ) throws(ExpectationError) -> Expectation {
    if let name = value.stringValue {
      return Expectation(make(name), Condition.NumberCondition(atLeast: 1))
    }
    guard let object = value.objectValue, let name = object[key]?.stringValue, !name.isEmpty else {
      throw ExpectationError("'\(subject)' needs '\(key)', a text")
    }
    var bounds = object
    bounds[key] = nil
    guard !bounds.keys.isEmpty else {
      return Expectation(make(name), Condition.NumberCondition(atLeast: 1))
    }
    return Expectation(make(name), try count(.object(bounds), of: subject))
  }

  private static func count(
    _ value: JSON, of subject: String
  ) throws(ExpectationError) -> Condition.NumberCondition {
    if let number = number(value) { return Condition.NumberCondition(equals: number) }
    guard let object = value.objectValue, !object.keys.isEmpty else {
      throw ExpectationError("'\(subject)' needs a number, or 'times', 'atLeast' or 'atMost'")
    }
    var count = Condition.NumberCondition()
    for member in object {
      guard let number = number(member.value) else {
        throw ExpectationError("'\(member.key)' of '\(subject)' is no whole number from 0 on")
      }
      switch member.key {
      case "times", "equals": count.equals = number
      case "atLeast": count.atLeast = number
      case "atMost": count.atMost = number
      default:
        throw ExpectationError(
          "'\(subject)' has no '\(member.key)'; there are times, atLeast and atMost")
      }
    }
    return count
  }

  private static func number(_ value: JSON) -> Int? {
    value.intValue.flatMap { $0 >= 0 ? Int(exactly: $0) : nil }
  }
}
