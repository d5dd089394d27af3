public import JSON

/// The answer to the start of an agent.
public struct AgentStarted: JSONRepresentable {
  /// The id.
  public var id: String
  /// The name shown to people.
  public var name: String
  /// `active`.
  public var status: String

  /// Makes an answer.
  public init(id: String, name: String, status: String) {
    self.id = id
    self.name = name
    self.status = status
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("id", .text), .needed("name", .text), .needed("status", .text))

  /// Reads an answer; all fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let id = object.text("id"), let name = object.text("name"),
      let status = object.text("status")
    else { return nil }
    self.init(id: id, name: name, status: status)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("id", id)
    output.appendJSONMember("name", name)
    output.appendJSONMember("status", status)
    output.endJSONObject()
  }
}
