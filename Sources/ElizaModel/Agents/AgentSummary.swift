public import JSON

/// An agent in the list of agents.
public struct AgentSummary: JSONRepresentable {
  /// The id.
  public var id: String
  /// The name shown to people.
  public var name: String
  /// The name of its character; the same in practice.
  public var characterName: String
  /// The first line of what it is; may be empty.
  public var bio: String
  /// `active` when it runs, else `inactive`.
  public var status: String

  /// Makes an entry.
  public init(id: String, name: String, characterName: String, bio: String, status: String) {
    self.id = id
    self.name = name
    self.characterName = characterName
    self.bio = bio
    self.status = status
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("name", .text), .needed("characterName", .text),
    .needed("bio", .text), .needed("status", .text))

  /// Reads an entry; all fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"), let name = object.text("name"),
      let characterName = object.text("characterName"), let bio = object.text("bio"),
      let status = object.text("status")
    else { return nil }
    self.init(id: id, name: name, characterName: characterName, bio: bio, status: status)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("id", id)
    output.appendJSONMember("name", name)
    output.appendJSONMember("characterName", characterName)
    output.appendJSONMember("bio", bio)
    output.appendJSONMember("status", status)
    output.endJSONObject()
  }
}
