public import JSON

/// The agents of a message server.
public struct MessageServerAgents: JSONRepresentable {
  /// The message server, under its older name.
  public var serverID: String?
  /// The message server, under its newer name (since 1.7.1).
  public var messageServerID: String?
  /// The ids of the agents.
  public var agents: [String]

  /// Makes a list.
  public init(serverID: String? = nil, messageServerID: String? = nil, agents: [String]) {
    self.serverID = serverID
    self.messageServerID = messageServerID
    self.agents = agents
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .optional("serverId", .text), .optional("messageServerId", .text),
    .needed("agents", .list(.text)))

  /// Reads a list; the agents are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let agents = object.texts("agents") else { return nil }
    self.init(
      serverID: object.text("serverId"), messageServerID: object.text("messageServerId"),
      agents: agents)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("serverId", serverID)
    output.appendJSONMember("messageServerId", messageServerID)
    output.appendJSONMember("agents", texts: agents)
    output.endJSONObject()
  }
}
