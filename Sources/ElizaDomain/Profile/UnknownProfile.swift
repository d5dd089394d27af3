/// A profile name nothing goes by.
public struct UnknownProfile: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name asked for.
  public let name: String

  /// The names that would have done.
  public var knownNames: [String] { Profile.all.map(\.name) }

  /// Names the culprit and the choices.
  public var description: String {
    "unknown profile '\(name)'; known: \(knownNames.joined(separator: ", "))"
  }
}
