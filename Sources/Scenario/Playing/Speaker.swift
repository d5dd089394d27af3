/// Somebody who speaks in place of the answering agent.
public struct Speaker: Hashable, Sendable {
  /// The id.
  public var id: String
  /// The display name.
  public var name: String
  /// Whether it is an agent of the scenario; otherwise it is a bystander.
  public var isAgent: Bool

  /// Describes a speaker.
  public init(id: String, name: String, isAgent: Bool) {
    self.id = id
    self.name = name
    self.isAgent = isAgent
  }
}
