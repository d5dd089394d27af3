/// Which rule answers a message, and which of its turns.
struct Casting {
  /// The message, with its number in the conversation.
  let message: MessageContext
  private(set) var rule: Rule?
  private(set) var choice: Conversation.Choice?
  private(set) var captures = Captures()
  /// Whether the message is counted; one that comes again is not.
  let isNew: Bool

  init(
    _ message: MessageContext, rules: [Rule], side: Conversation.Side, state: [String: String],
    cast: Cast
  ) {
    let earlier = side.earlier(message.clientMessageID)
    var message = message
    message.turn = earlier?.turn ?? side.turn + 1
    self.message = message
    isNew = earlier == nil
    guard !rules.isEmpty else { return }
    let scope = MatchScope(message, state: state)
    if let choice = earlier?.choice, let rule = rules.first(where: { $0.id == choice.ruleID }) {
      take(rule, choice.use, scope)
      return
    }
    guard earlier == nil else { return }
    for rule in rules where rule.canAnswer(message, cast) {
      let use = side.uses[rule.id] ?? 0
      guard !rule.isUsedUp(atUse: use) else { continue }
      if take(rule, use, scope) { return }
    }
  }

  /// The turn of the rule that is played, from 1.
  var ruleTurn: Int? {
    guard let rule, let choice else { return nil }
    return rule.turn(atUse: choice.use).map { $0 + 1 }
  }

  @discardableResult
  private mutating func take(_ rule: Rule, _ use: Int, _ scope: MatchScope) -> Bool {
    var captures = Captures()
    let holds = rule.condition.holds(in: scope, &captures)
    guard holds || !isNew else { return false }
    self.rule = rule
    self.captures = captures
    choice = Conversation.Choice(ruleID: rule.id, use: use)
    return true
  }
}

extension Rule {
  /// Whether it takes part at all and is the agent's.
  func canAnswer(_ message: MessageContext, _ cast: Cast) -> Bool {
    isEnabled && (agent.map { cast.isAgent($0, of: message) } ?? true)
  }

  /// Whether it matches no more.
  func isUsedUp(atUse use: Int) -> Bool {
    exhaustion == .nextRule && use >= turns.count
  }

  /// The turn that is played when the rule has answered `use` times; nil when it has none left.
  func turn(atUse use: Int) -> Int? {
    guard use >= turns.count else { return use }
    switch exhaustion {
    case .repeat: return turns.isEmpty ? nil : turns.count - 1
    case .loop: return turns.isEmpty ? nil : use % turns.count
    case .nextRule, .fail: return nil
    }
  }
}
