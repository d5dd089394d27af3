/// A title for a conversation, taken from how it began; real servers ask a language model.
enum ChannelTitle {
  /// The first words somebody said, each with a capital letter.
  static func of(_ channel: Channel) -> String {
    let first = (0..<channel.messages.count).lazy.map { channel.messages[$0] }
      .first { !$0.isAgentReply && $0.content.text.contains { !$0.isWhitespace } }
    let words = (first?.content.text ?? channel.name).split { !$0.isLetter && !$0.isNumber }
    return words.prefix(5).map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }
}
