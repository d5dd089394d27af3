public import JSON

/// The agents of a server: `GET /api/agents`.
public struct AgentList: JSONRepresentable {
  /// The agents, active ones first, then by name.
  public var agents: [AgentSummary]

  /// Makes a list.
  public init(agents: [AgentSummary]) {
    self.agents = agents
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("agents", .list(.part(AgentSummary.self))))

  /// Reads a list.
  public init?(json: JSON) {
    guard let object = json.objectValue, let agents: [AgentSummary] = object.list("agents") else {
      return nil
    }
    self.init(agents: agents)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("agents", list: agents)
    output.endJSONObject()
  }
}
