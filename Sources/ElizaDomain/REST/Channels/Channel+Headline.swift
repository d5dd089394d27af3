extension Channel {
  /// A title for these messages, taken from how they begin; real servers ask a language model.
  ///
  /// The first words somebody said, each with a capital letter.
  func headline(of range: Range<Int>) -> String {
    let first = range.lazy.map { self.messages[$0] }
      .first { !$0.isAgentReply && $0.content.text.contains { !$0.isWhitespace } }
    let words = (first?.content.text ?? name).split { !$0.isLetter && !$0.isNumber }
    return words.prefix(5).map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }
}
