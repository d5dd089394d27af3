import JSON

extension Condition {
  /// Why it does not hold, with the place of the part that decides: `all[1].text`; nil when it holds.
  func failure(in scope: MatchScope, at place: String = "when") -> String? {
    var ignored = Captures()
    guard !holds(in: scope, &ignored) else { return nil }
    switch self {
    case .all(let conditions):
      for (index, condition) in conditions.enumerated() {
        let reason = condition.failure(in: scope, at: "\(place).all[\(index)]")
        if let reason { return reason }
      }
      return nil
    case .any(let conditions):
      guard !conditions.isEmpty else { return "\(place).any: there is nothing to choose from" }
      return conditions.enumerated()
        .compactMap { $1.failure(in: scope, at: "\(place).any[\($0)]") }
        .joined(separator: "; ")
    default: return "\(place).\(subject(scope))"
    }
  }

  private func subject(_ scope: MatchScope) -> String {
    let message = scope.message
    switch self {
    case .always, .all, .any: return "it does not hold"
    case .not: return "not: what must not hold does"
    case .text(let matcher): return "text: \(quoted(scope.text.collapsed)) is not \(matcher.words)"
    case .path(let condition):
      return "path \(condition.path): \(found(message.payload.reach(condition.path))) is not "
        + condition.value.words
    case .sender(let matcher):
      return "sender: \(either(message.senderID, message.senderName)) is not \(matcher.words)"
    case .room(let matcher):
      return "room: \(either(message.channelID, message.channelName)) is not \(matcher.words)"
    case .attachment(let condition):
      let wanted = condition.type.map { "'\($0)'" } ?? "anything"
      let count = message.attachments.count
      return "attachment: \(wanted) \(condition.isPresent ? "must" : "must not") be attached, "
        + "\(count) attachment\(count == 1 ? "" : "s") came"
    case .turn(let condition): return "turn: \(message.turn) is not \(condition.bounds)"
    case .state(let condition):
      return "state \(condition.name): "
        + "\(found(scope.state[condition.name].map(JSON.string))) is not \(condition.value.words)"
    }
  }

  private func found(_ value: JSON?) -> String {
    value.map { String($0.text.prefix(80)) } ?? "nothing"
  }

  private func either(_ id: String, _ name: String) -> String {
    name.isEmpty ? quoted(id) : "\(quoted(id)) or \(quoted(name))"
  }

  private func quoted(_ text: String) -> String {
    let head = text.prefix(80)
    return "'\(head)\(head.endIndex < text.endIndex ? "…" : "")'"
  }
}

extension Condition.NumberCondition {
  /// The bounds in words, as they stand behind "is not".
  fileprivate var bounds: String {
    let parts = [
      equals.map { "\($0)" }, atLeast.map { "at least \($0)" }, atMost.map { "at most \($0)" },
    ]
    return parts.compactMap { $0 }.joined(separator: " and ")
  }
}
