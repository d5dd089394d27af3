/// Somebody who speaks in place of the answering agent.
public struct ReplySpeaker: Hashable, Sendable {
  /// The id the message goes by.
  public var id: String
  /// The display name.
  public var name: String
  /// Whether it is an agent; otherwise it is a person in the room.
  public var isAgent: Bool

  /// Describes a speaker.
  public init(id: String, name: String, isAgent: Bool) {
    self.id = id
    self.name = name
    self.isAgent = isAgent
  }
}
