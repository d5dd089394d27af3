/// Everything a template can quote.
public struct TemplateScope: Hashable, Sendable {
  /// The answered message.
  public var message: MessageContext
  /// What the rule's expressions have found.
  public var captures: Captures
  /// What `set` steps have kept in the conversation.
  public var state: [String: String]

  /// Puts together what can be quoted.
  public init(
    _ message: MessageContext, captures: Captures = Captures(), state: [String: String] = [:]
  ) {
    self.message = message
    self.captures = captures
    self.state = state
  }
}
