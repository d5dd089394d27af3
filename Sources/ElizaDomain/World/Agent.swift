public import ElizaModel

/// A character that answers.
public struct Agent: Hashable, Sendable {
  /// Whether a runtime answers for the agent.
  public enum Status: String, Hashable, Sendable {
    /// The agent answers.
    case active
    /// The agent is stored only.
    case inactive
  }

  /// The id, as configured.
  public let id: String
  /// The name shown to people.
  public var name: String
  /// The handle; empty when there is none.
  public var username: String
  /// What the list of agents says about it.
  public var bio: [String]
  /// The instruction real agents give their model; nil for none.
  public var system: String?
  /// The other fields of its character, as an object; nil for none.
  public var character: StoredJSON?
  /// Whether it runs.
  public var status: Status
  /// When it came to be.
  public var createdAt: Timestamp
  /// When it was last changed.
  public var updatedAt: Timestamp

  /// Makes a running agent.
  public init(
    id: String, name: String, username: String = "", bio: [String] = [], system: String? = nil,
    character: StoredJSON? = nil, status: Status = .active, createdAt: Timestamp
  ) {
    self.id = id
    self.name = name
    self.username = username
    self.bio = bio
    self.system = system
    self.character = character
    self.status = status
    self.createdAt = createdAt
    self.updatedAt = createdAt
  }

  /// About how many bytes what its maker gave it takes.
  var byteCount: Int {
    let texts = [name, username, system ?? ""].reduce(0) { $0 + $1.utf8.count }
    let bioBytes = bio.reduce(0) { $0 + 16 + $1.utf8.count }
    return texts + bioBytes + (character?.bytes.count ?? 0)
  }
}
