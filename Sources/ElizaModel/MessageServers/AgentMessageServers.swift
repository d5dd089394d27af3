public import JSON

/// The message servers of an agent.
public struct AgentMessageServers: JSONRepresentable {
  /// The agent.
  public var agentID: String
  /// The ids of the message servers, under their older name.
  public var servers: [String]?
  /// The ids of the message servers, under their newer name (since 1.6.5).
  public var messageServers: [String]?

  /// Makes a list.
  public init(agentID: String, servers: [String]? = nil, messageServers: [String]? = nil) {
    self.agentID = agentID
    self.servers = servers
    self.messageServers = messageServers
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("agentId", .text), .optional("servers", .list(.text)),
    .optional("messageServers", .list(.text)))

  /// Reads a list; the agent is needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let agentID = object.text("agentId") else { return nil }
    self.init(
      agentID: agentID, servers: object.texts("servers"),
      messageServers: object.texts("messageServers"))
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("agentId", agentID)
    output.appendJSONMember("servers", texts: servers)
    output.appendJSONMember("messageServers", texts: messageServers)
    output.endJSONObject()
  }
}
