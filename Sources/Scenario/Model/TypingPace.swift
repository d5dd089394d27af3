/// How fast streamed text is written.
public struct TypingPace: Hashable, Sendable {
  /// What is written at a time.
  public enum Unit: String, CaseIterable, Hashable, Sendable {
    /// A word with the white space after it.
    case word
    /// A character as people count them.
    case character
  }

  /// Units a second; above zero.
  public var perSecond: Double
  /// What is written at a time.
  public var unit: Unit

  /// Describes a pace.
  public init(perSecond: Double, unit: Unit = .word) {
    self.perSecond = perSecond
    self.unit = unit
  }
}
