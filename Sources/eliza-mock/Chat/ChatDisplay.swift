import ElizaClient

/// Where a chat is shown.
protocol ChatDisplay: AnyObject {
  /// Whether a person types into it.
  var isInteractive: Bool { get }

  /// Shows a line for good.
  func show(_ line: ChatLine)

  /// Shows what is going on now, where it can be taken away again.
  func update(_ state: ConversationState)

  /// Moves what moves; called some ten times a second.
  func animate()

  /// Takes bytes that were typed; answers what they came to.
  func typed(_ bytes: [UInt8]) -> [ChatKey]

  /// Puts a text that was not taken back where it was typed.
  func restore(_ text: String)

  /// Leaves the terminal as it was.
  func close()
}

/// What typing came to.
enum ChatKey: Hashable {
  /// A whole line.
  case line(String)
  /// The user wants to leave.
  case quit
}
