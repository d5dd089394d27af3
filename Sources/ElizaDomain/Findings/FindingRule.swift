/// Something a frontend should not do, since a real server would refuse it or messages would get lost.
///
/// An open set: every part that sees frontends at work adds its own.
public struct FindingRule: Hashable, Sendable {
  /// What it costs the people in front of the page.
  public enum Severity: String, CaseIterable, Hashable, Sendable {
    /// A real server refuses it, or messages or answers are lost.
    case error
    /// It works, until something goes wrong.
    case warning
    /// It wastes what the server has little of.
    case note
  }

  /// The name under which findings are counted, such as `sends-before-join`.
  public let id: String
  /// What it costs.
  public let severity: Severity
  /// What is wrong, in one line.
  public let title: String
  /// What to do in its place.
  public let advice: String
  /// Where it follows from: a document about ElizaOS, its section, and what that says.
  public let reference: String

  /// Names a rule.
  public init(
    id: String, _ severity: Severity = .error, title: String, advice: String, reference: String
  ) {
    self.id = id
    self.severity = severity
    self.title = title
    self.advice = advice
    self.reference = reference
  }
}
