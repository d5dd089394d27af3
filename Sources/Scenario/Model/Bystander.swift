/// Somebody in the room who is neither the client nor an agent, and speaks when a step says so.
public struct Bystander: Hashable, Sendable {
  /// A UUID, or a name from which an id is derived.
  public var id: String
  /// The display name; nil takes `id`.
  public var name: String?

  /// Describes a bystander.
  public init(id: String, name: String? = nil) {
    self.id = id
    self.name = name
  }
}
