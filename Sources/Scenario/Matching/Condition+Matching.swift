import JSON

extension Condition {
  /// Whether it holds; what expressions find is added to `captures`.
  func holds(in scope: MatchScope, _ captures: inout Captures) -> Bool {
    switch self {
    case .always: return true
    case .all(let conditions): return conditions.allSatisfy { $0.holds(in: scope, &captures) }
    case .any(let conditions): return conditions.contains { $0.holds(in: scope, &captures) }
    case .not(let condition):
      var ignored = Captures()
      return !condition.holds(in: scope, &ignored)
    case .text(let matcher): return matcher.holds(for: scope.text, &captures)
    case .path(let condition):
      return condition.value.holds(for: scope.message.payload.reach(condition.path), &captures)
    case .sender(let matcher):
      return matcher.holds(
        for: [scope.message.senderID, scope.message.senderName], &captures)
    case .room(let matcher):
      return matcher.holds(
        for: [scope.message.channelID, scope.message.channelName], &captures)
    case .attachment(let condition): return condition.holds(for: scope.message.attachments)
    case .turn(let condition): return condition.holds(for: scope.message.turn)
    case .state(let condition):
      return condition.value.holds(forKept: scope.state[condition.name], &captures)
    }
  }
}

extension TextMatcher {
  /// Whether it holds for any of some texts.
  fileprivate func holds(for texts: [String], _ captures: inout Captures) -> Bool {
    texts.contains { !$0.isEmpty && holds(for: MatchText($0), &captures) }
  }
}

extension Condition.ValueCondition {
  func holds(for value: JSON?, _ captures: inout Captures) -> Bool {
    switch self {
    case .exists(let isWanted): return (value != nil) == isWanted
    case .equals(let wanted): return value?.isSame(as: wanted) ?? false
    case .text(let matcher):
      guard let value, value.isScalar else { return false }
      return matcher.holds(for: MatchText(value.shownText), &captures)
    case .any(let conditions):
      return conditions.contains { $0.holds(for: value, &captures) }
    }
  }

  /// Whether it holds for a text that a step has kept.
  func holds(forKept text: String?, _ captures: inout Captures) -> Bool {
    switch self {
    case .equals(let wanted) where wanted.stringValue == nil:
      return text.flatMap { try? JSON(parsing: Array($0.utf8)) }?.isSame(as: wanted) ?? false
    case .any(let conditions):
      return conditions.contains { $0.holds(forKept: text, &captures) }
    default: return holds(for: text.map(JSON.string), &captures)
    }
  }

  var words: String {
    switch self {
    case .exists(true): "there"
    case .exists(false): "missing"
    case .equals(let value): value.text
    case .text(let matcher): matcher.words
    case .any(let conditions): conditions.map(\.words).joined(separator: " or ")
    }
  }
}

extension Condition.AttachmentCondition {
  func holds(for attachments: [JSON]) -> Bool {
    guard isPresent else { return !attachments.contains(where: isMeant) }
    return attachments.contains(where: isMeant)
  }

  private func isMeant(_ attachment: JSON) -> Bool {
    guard let type else { return true }
    let names = ["contentType", "mimeType", "mimetype", "mediaType", "type"]
    return names.lazy.compactMap { attachment[$0]?.stringValue?.lowercased() }
      .contains { fits($0, type.lowercased()) }
  }

  /// `image` and `image/*` stand for every image; agents' media objects say `image` themselves.
  private func fits(_ type: String, _ wanted: String) -> Bool {
    let isFamily = wanted.hasSuffix("/*") || !wanted.contains("/")
    guard isFamily else { return type == wanted }
    let family = wanted.prefix { $0 != "/" }
    return type.prefix { $0 != "/" } == family
  }
}

extension JSON {
  /// Whether it is a text, a number or a truth value.
  fileprivate var isScalar: Bool {
    switch self {
    case .string, .number, .bool: true
    case .null, .array, .object: false
    }
  }
}
