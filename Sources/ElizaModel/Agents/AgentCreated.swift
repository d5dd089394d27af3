public import JSON

/// The answer to the creation of an agent: `POST /api/agents`.
public struct AgentCreated: JSONRepresentable {
  /// The id.
  public var id: String
  /// The character as stored.
  public var character: JSONObject

  /// Makes an answer.
  public init(id: String, character: JSONObject) {
    self.id = id
    self.character = character
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("character", .anyObject))

  /// Reads an answer; both fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"),
      let character = object["character"]?.objectValue
    else { return nil }
    self.init(id: id, character: character)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("id", id)
    output.appendJSONMember("character", JSON.object(character))
    output.endJSONObject()
  }
}
