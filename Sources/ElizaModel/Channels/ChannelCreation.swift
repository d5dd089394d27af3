public import JSON

/// The wish to create a channel: `POST /api/messaging/channels`.
public struct ChannelCreation: JSONRepresentable {
  /// The id it shall have; real servers pass over it.
  public var id: JSON?
  /// The name shown to people; needed by servers.
  public var name: JSON?
  /// The message server; needed by servers since 1.6.5.
  public var messageServerID: JSON?
  /// The message server, under its name up to 1.6.4.
  public var serverID: JSON?
  /// Users and agents; a list of UUIDs, needed by servers.
  public var participants: JSON?
  /// The kind; `GROUP` when absent.
  public var type: JSON?
  /// What its maker attaches.
  public var metadata: JSON?

  /// Makes a wish.
  public init(
    id: JSON? = nil, name: JSON? = nil, messageServerID: JSON? = nil, serverID: JSON? = nil,
    participants: JSON? = nil, type: JSON? = nil, metadata: JSON? = nil
  ) {
    self.id = id
    self.name = name
    self.messageServerID = messageServerID
    self.serverID = serverID
    self.participants = participants
    self.type = type
    self.metadata = metadata
  }

  /// What the JSON looks like.
  public static let schema = Schema.openObject(
    .optional("id", .uuid), .needed("name", .filled),
    .needed("message_server_id", .uuid).only(.current),
    .needed("server_id", .uuid).only(.legacy),
    .needed("participantCentralUserIds", .list(.uuid)), .optional("type", .text),
    .optional("metadata", .anyObject))

  /// Reads any object; what a field may be is for the server to judge.
  public init?(json: JSON) {
    guard let object = json.objectValue else { return nil }
    self.init(
      id: object["id"], name: object["name"], messageServerID: object["message_server_id"],
      serverID: object["server_id"], participants: object["participantCentralUserIds"],
      type: object["type"], metadata: object["metadata"])
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("id", id)
    output.appendJSONMember("name", name)
    output.appendJSONMember("message_server_id", messageServerID)
    output.appendJSONMember("server_id", serverID)
    output.appendJSONMember("participantCentralUserIds", participants)
    output.appendJSONMember("type", type)
    output.appendJSONMember("metadata", metadata)
    output.endJSONObject()
  }
}
