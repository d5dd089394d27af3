import HostInterface

@testable import Scenario

extension ReplyTemplate {
  /// The text for one message, with chance from a fixed seed.
  func render(_ message: MessageContext) -> String {
    var chance = SeededRandom(seed: 1)
    return render(TemplateScope(message), using: &chance)
  }
}

extension MessageContext {
  /// A message of a conversation as tests write it.
  static func said(
    _ text: String, in conversation: String = "s", by sender: String = "", id: String? = nil,
    to agent: String = "a"
  ) -> MessageContext {
    var message = MessageContext(
      text: text, senderID: sender, agentID: agent, agentName: agent, conversation: conversation)
    message.clientMessageID = id
    return message
  }
}

extension Rule {
  /// A rule that says one text in each turn.
  static func saying(
    _ texts: String..., id: String, when condition: Condition, then exhaustion: Exhaustion = .repeat
  ) throws -> Rule {
    let turns = try texts.map { [Step.say(.init(try ReplyTemplate($0)))] }
    return Rule(id: id, when: condition, turns: turns, then: exhaustion)
  }
}

extension Director {
  /// A director with a seed of 1.
  convenience init(_ rules: [Rule], otherwise: Otherwise = .eliza, hooks: [Hook] = []) {
    self.init(
      ScenarioDefinition(rules: rules, otherwise: otherwise, hooks: hooks),
      options: Options(seed: 1))
  }

  /// What is said to a message, one text after the other.
  func texts(_ message: MessageContext) -> [String] {
    direct(message).steps.compactMap { step in
      switch resolve(step, message) {
      case .say(let utterance), .stream(let utterance, _): utterance.text
      case .fail(let reason, _): "failed: \(reason)"
      default: nil
      }
    }
  }
}
