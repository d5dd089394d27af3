public import JSON

/// The answer when an agent was added to a channel or message server, or removed from it.
public struct AgentMembership: JSONRepresentable {
  /// What the agent belongs to.
  public enum Group: Hashable, Sendable {
    /// A channel.
    case channel(String)
    /// A message server, under its older name.
    case server(String)
    /// A message server, under its newer name (since 1.7.1).
    case messageServer(String)
  }

  /// What the agent belongs to, or no longer does.
  public var group: Group
  /// The agent.
  public var agentID: String
  /// A line for people.
  public var message: String

  /// Makes an answer.
  public init(group: Group, agentID: String, message: String) {
    self.group = group
    self.agentID = agentID
    self.message = message
  }

  /// What the JSON looks like.
  public static let schema = Schema.either(
    ["channelId", "serverId", "messageServerId"].map { group in
      .object(.needed(group, .text), .needed("agentId", .text), .needed("message", .text))
    })

  /// Reads an answer; all fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let agentID = object.text("agentId"),
      let message = object.text("message"), let group = AgentMembership.group(in: object)
    else { return nil }
    self.init(group: group, agentID: agentID, message: message)
  }

  /// Appends the answer.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    switch group {
    case .channel(let id): output.appendJSONMember("channelId", id)
    case .server(let id): output.appendJSONMember("serverId", id)
    case .messageServer(let id): output.appendJSONMember("messageServerId", id)
    }
    output.appendJSONMember("agentId", agentID)
    output.appendJSONMember("message", message)
    output.endJSONObject()
  }

  private static func group(in object: JSONObject) -> Group? {
    object.text("channelId").map(Group.channel) ?? object.text("serverId").map(Group.server)
      ?? object.text("messageServerId").map(Group.messageServer)
  }
}
