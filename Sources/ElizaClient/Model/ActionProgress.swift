/// How far an agent's action has come.
public struct ActionProgress: Hashable, Sendable {
  /// The name of the action, such as `SEARCH`.
  public var name: String
  /// `executing`, `completed` or `failed`.
  public var status: String

  /// Whether the action goes on.
  public var isRunning: Bool { status == "executing" }

  /// Makes the report of an action.
  public init(name: String, status: String) {
    self.name = name
    self.status = status
  }
}
