public import JSON

/// How far an agent is with an action.
public struct ActionReport: Hashable, Sendable {
  /// The action's name.
  public var name: String
  /// How it stands.
  public var status: Step.ActionLine.Status
  /// What people read; nil for the words of a real server.
  public var text: String?
  /// The reasoning shown beside it.
  public var thought: String?
  /// What came of it.
  public var result: JSON?
}
