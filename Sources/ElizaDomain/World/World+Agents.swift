import ElizaModel
import OrderedCollections

extension World {
  /// Adds or replaces an agent; one that runs hears the default message server.
  public func add(_ agent: Agent) {
    agents[agent.id] = agent
    guard agent.status == .active else { return }
    subscribe(agent: agent.id, to: Identifier.defaultMessageServer)
  }

  /// Removes an agent from the world and all its message servers, and what it did; channels keep its id.
  public func removeAgent(_ id: String) {
    agents[id] = nil
    chronicle.forgetAgent(id)
    for server in messageServers.keys { unsubscribe(agent: id, from: server) }
  }

  /// The agent with this id, compared exactly.
  public func agent(_ id: String) -> Agent? { agents[id] }

  /// The agent with this id, made on the spot when the profile does so for any UUID.
  ///
  /// A profile that makes agents takes an id in upper case for the same id in lower case.
  public func agentMakingIfAllowed(_ id: String, connection: String) -> Agent? {
    if let agent = agents[id] { return agent }
    guard profile.makesUnknownAgents, Identifier.isUUID(id) else { return nil }
    if let agent = agents[id.lowercased()] { return agent }
    guard agents.count < retention.agents else { return nil }
    findings.note(.unknownAgent, connection: connection)
    let agent = Agent(id: id, name: "Agent \(id.prefix(8))", createdAt: clock.now)
    add(agent)
    return agent
  }

  /// Lets the agent hear a message server; harmless when it already does.
  public func subscribe(agent id: String, to messageServerID: String) {
    guard let server = messageServers[messageServerID], server.agentIDs.count < retention.agents
    else { return }
    messageServers[messageServerID]?.agentIDs.append(id)
  }

  /// Takes the agent off a message server.
  public func unsubscribe(agent id: String, from messageServerID: String) {
    messageServers[messageServerID]?.agentIDs.remove(id)
  }
}
