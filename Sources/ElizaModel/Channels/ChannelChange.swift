public import JSON

/// A change of a channel: `PATCH /api/messaging/channels/:id`.
public struct ChannelChange: JSONRepresentable {
  /// The new name.
  public var name: JSON?
  /// The new participants, in place of all old ones.
  public var participants: JSON?
  /// The new metadata, in place of the old.
  public var metadata: JSON?

  /// Makes a change; what is nil stays.
  public init(name: JSON? = nil, participants: JSON? = nil, metadata: JSON? = nil) {
    self.name = name
    self.participants = participants
    self.metadata = metadata
  }

  /// What the JSON looks like.
  public static let schema = Schema.openObject(
    .optional("name", .text), .optional("participantCentralUserIds", .list(.uuid)),
    .optional("metadata", .anyObject))

  /// Reads any object.
  public init?(json: JSON) {
    guard let object = json.objectValue else { return nil }
    self.init(
      name: object["name"], participants: object["participantCentralUserIds"],
      metadata: object["metadata"])
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("name", name)
    output.appendJSONMember("participantCentralUserIds", participants)
    output.appendJSONMember("metadata", metadata)
    output.endJSONObject()
  }
}
