import ElizaModel
import OrderedCollections

extension World {
  /// Adds or replaces an agent; one that runs hears the default message server.
  public func add(_ agent: Agent) {
    madeUpAgents[agent.id] = nil
    deletedAgents.remove(agent.id.lowercased())
    agents[agent.id] = agent
    guard agent.status == .active else { return }
    subscribe(agent: agent.id, to: Identifier.defaultMessageServer)
  }

  /// Puts a changed agent in the place of what it was; one that was made up stays so.
  func replace(_ agent: Agent) {
    guard madeUpAgents[agent.id] != nil else { return add(agent) }
    madeUpAgents[agent.id] = agent
  }

  /// Removes an agent from the world and all its message servers, and what it did; channels keep its id.
  ///
  /// It is not made up again until somebody adds it.
  public func removeAgent(_ id: String) {
    agents[id] = nil
    madeUpAgents[id] = nil
    deletedAgents.append(id.lowercased())
    if deletedAgents.count > retention.agents { deletedAgents.removeFirst() }
    chronicle.forgetAgent(id)
    for server in messageServers.keys { unsubscribe(agent: id, from: server) }
  }

  /// About how many bytes all agents take but the one with this id, made up or not.
  func agentBytes(except id: String) -> Int {
    [agents, madeUpAgents].reduce(0) { total, some in
      some.values.reduce(total) { $1.id == id ? $0 : $0 + $1.byteCount }
    }
  }

  /// The agent with this id, compared exactly; made up or not.
  public func agent(_ id: String) -> Agent? { agents[id] ?? madeUpAgents[id] }

  /// The agent with this id, made on the spot when the profile does so for any UUID.
  ///
  /// One that is made answers whoever addresses it, and is otherwise nobody: its id may be a user's too.
  /// A profile that makes agents takes an id in upper case for the same id in lower case.
  public func agentMakingIfAllowed(
    _ id: String, connection: @autoclosure () -> String
  ) -> Agent? {
    if let agent = agent(id) { return agent }
    guard let agent = agentDescribedIfAllowed(id, connection: connection()) else { return nil }
    if self.agent(agent.id) == nil { madeUpAgents[agent.id] = agent }
    return agent
  }

  /// What `agentMakingIfAllowed` answers, while the world stays as it is.
  func agentDescribedIfAllowed(
    _ id: String, connection: @autoclosure () -> String
  ) -> Agent? {
    if let agent = agent(id) { return agent }
    guard profile.makesUnknownAgents, Identifier.isUUID(id) else { return nil }
    let lowercased = id.lowercased()
    if let agent = agent(lowercased) { return agent }
    guard lowercased != Identifier.defaultMessageServer, !deletedAgents.contains(lowercased),
      agents.count + madeUpAgents.count < retention.agents
    else { return nil }
    findings.note(.unknownAgent, connection: connection())
    return Agent(id: id, name: "Agent \(id.prefix(8))", createdAt: clock.now)
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
