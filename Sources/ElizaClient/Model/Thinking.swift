/// What an agent is at before it answers.
public struct Thinking: Hashable, Sendable {
  /// A line for people, such as `Eliza is thinking…`.
  public var text: String

  /// Makes a state.
  public init(_ text: String) {
    self.text = text
  }
}
