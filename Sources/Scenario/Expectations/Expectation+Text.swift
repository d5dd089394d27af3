extension Expectation: CustomStringConvertible {
  /// What is expected, in words, such as `rule 'research' exactly 2`.
  public var description: String { "\(subject.words) \(count.words)" }
}

extension Expectation.Subject {
  fileprivate var words: String {
    switch self {
    case .sessions: "sessions"
    case .joined: "rooms joined"
    case .sent: "messages sent"
    case .replied: "replies"
    case .rule(let id): "rule '\(id)'"
    case .request(let pattern): "request '\(pattern)'"
    case .event(let name): "event '\(name)'"
    case .finding(let id?): "finding '\(id)'"
    case .finding(nil): "findings"
    }
  }
}

extension Condition.NumberCondition {
  fileprivate var words: String {
    var parts: [String] = []
    if let equals { parts.append(equals == 0 ? "never" : "exactly \(equals)") }
    if let atLeast { parts.append("at least \(atLeast)") }
    if let atMost { parts.append("at most \(atMost)") }
    return parts.isEmpty ? "any number" : parts.joined(separator: " and ")
  }
}
