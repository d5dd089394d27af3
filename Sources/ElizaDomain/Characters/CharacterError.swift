/// What is wrong with a character definition, and where.
public struct CharacterError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path of the field, such as `messageExamples[0][1].content`; empty for the whole.
  public let path: String
  /// What is expected there and what was found.
  public let problem: String

  /// Both in one sentence.
  public var description: String { path.isEmpty ? problem : "\(path): \(problem)" }
}
