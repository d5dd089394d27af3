/// What conditions are asked about: a message, and what was set in its conversation.
struct MatchScope {
  let message: MessageContext
  let state: [String: String]
  /// The texts of the message in the forms that matchers want, made once for all rules.
  let text: MatchText

  init(_ message: MessageContext, state: [String: String]) {
    self.message = message
    self.state = state
    text = MatchText(message.text)
  }
}
