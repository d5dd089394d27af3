public import JSON

/// An agent in full: `GET /api/agents/:id`.
public struct AgentBody: JSONRepresentable {
  /// The id.
  public var id: String
  /// Whether it may run.
  public var isEnabled: Bool
  /// What owns it, `null` without isolation.
  ///
  /// Its key changed with the releases; nil where there is none.
  public var owner: Owner?
  /// When it came to be.
  public var createdAt: Timestamp
  /// When it was last changed.
  public var updatedAt: Timestamp
  /// The character: `name`, `username`, `system`, `bio`, `topics`, `plugins`, `settings`, `style` and the like.
  public var character: JSONObject
  /// `active` when it runs, else `inactive`.
  public var status: String?

  /// What owns an agent.
  public enum Owner: Hashable, Sendable {
    /// Under `owner_id` (1.4.2).
    case owner(JSON)
    /// Under `server_id` (since 1.6.5).
    case server(JSON)
  }

  /// Makes the form of an agent.
  public init(
    id: String, isEnabled: Bool = true, owner: Owner? = nil, createdAt: Timestamp,
    updatedAt: Timestamp, character: JSONObject, status: String? = nil
  ) {
    self.id = id
    self.isEnabled = isEnabled
    self.owner = owner
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.character = character
    self.status = status
  }

  /// What the JSON looks like.
  public static let schema = Schema.either([
    shape(owner: []), shape(owner: [.needed("owner_id", .any)]),
    shape(owner: [.needed("server_id", .any)]),
  ])

  private static func shape(owner: [Field]) -> Schema {
    Schema.openObject(
      .needed("id", .text), .needed("enabled", .boolean), .needed("createdAt", .milliseconds),
      .needed("updatedAt", .milliseconds), .optional("status", .words(["active", "inactive"]))
    )
    .adding(owner)
  }

  /// Reads an agent; id, flag and times are needed.
  ///
  /// What has no field of its own belongs to the character.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"),
      let isEnabled = object.flag("enabled"),
      let createdAt = object.moment("createdAt"), let updatedAt = object.moment("updatedAt")
    else { return nil }
    var character = object
    for key in ["id", "enabled", "owner_id", "server_id", "createdAt", "updatedAt", "status"] {
      character[key] = nil
    }
    self.init(
      id: id, isEnabled: isEnabled,
      owner: object["server_id"].map(Owner.server) ?? object["owner_id"].map(Owner.owner),
      createdAt: createdAt, updatedAt: updatedAt, character: character,
      status: object.text("status"))
  }

  /// Appends the agent.
  public func append(to output: inout [UInt8]) {
    var fields: JSONObject = ["id": .string(id), "enabled": .bool(isEnabled)]
    switch owner {
    case .owner(let id): fields["owner_id"] = id
    case .server(let id): fields["server_id"] = id
    case nil: break
    }
    fields["createdAt"] = JSON(createdAt.milliseconds)
    fields["updatedAt"] = JSON(updatedAt.milliseconds)
    for member in character { fields[member.key] = member.value }
    fields["status"] = status.map(JSON.string)
    fields.append(to: &output)
  }
}
