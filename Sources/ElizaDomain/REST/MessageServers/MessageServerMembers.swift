import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// Which agents hear which message servers.
struct MessageServerMembers {
  let world: World

  /// Adds the routes.
  func add(to router: inout Router) {
    let profile = world.profile
    let base = MessageServerRoutes.messaging
    addAll(to: &router, base + "/servers/:messageServerId/agents")
    if profile.managesAgentsByMessageServer {
      addAll(to: &router, base + "/message-servers/:messageServerId/agents")
    }
    if profile.hasCurrentRoutes {
      router.add(
        .get, base + "/agents/:agentId/message-servers", MessageServerContracts.ofAgent,
        serversOfAgent)
    }
    if profile.naming != .current {
      router.add(
        .get, base + "/agents/:agentId/servers", MessageServerContracts.ofAgent, serversOfAgent)
    }
  }

  private func addAll(to router: inout Router, _ path: String) {
    router.add(.get, path, MessageServerContracts.agents, list)
    router.add(.post, path, MessageServerContracts.addAgent(world.profile), addAgent)
    router.add(
      .delete, path + "/:agentId", MessageServerContracts.removeAgent(world.profile), removeAgent)
  }

  private func list(_ call: Call) throws(Refusal) -> Answer {
    let id = call.parameter("messageServerId")
    guard Identifier.isUUID(id) else { throw .message(.badRequest, "Invalid \(idKey) format") }
    try requireOwn(id, "Cannot access agents for a different server")
    return .data(
      MessageServerAgents(
        serverID: isCurrent && !isBoth ? nil : id, messageServerID: isCurrent ? id : nil,
        agents: world.messageServers[id]?.agentIDs.elements ?? []))
  }

  private func addAgent(_ call: Call) throws(Refusal) -> Answer {
    let body = try call.body(destructuring: "agentId")
    let id = call.parameter("messageServerId")
    let agentID = body["agentId"]?.stringValue ?? ""
    try requireIDs(id, agentID)
    try requireOwn(id, "Cannot modify agents for a different server")
    guard world.hasMessageServer(makingIfAllowed: id, connection: call.connection) else {
      throw .message(.internalServerError, "Failed to add agent to \(noun)")
    }
    world.subscribe(agent: agentID, to: id)
    return answer(.created, id, agentID, "Agent added to \(noun) successfully")
  }

  private func removeAgent(_ call: Call) throws(Refusal) -> Answer {
    let id = call.parameter("messageServerId")
    let agentID = call.parameter("agentId")
    try requireIDs(id, agentID)
    try requireOwn(id, "Cannot modify agents for a different server")
    world.unsubscribe(agent: agentID, from: id)
    return answer(.ok, id, agentID, "Agent removed from \(noun) successfully")
  }

  private func serversOfAgent(_ call: Call) throws(Refusal) -> Answer {
    let id = call.parameter("agentId")
    guard Identifier.isUUID(id) else { throw .message(.badRequest, "Invalid agentId format") }
    let naming = world.profile.naming
    let servers = world.messageServers.values.filter { $0.agentIDs.contains(id) }.map(\.id)
    return .data(
      AgentMessageServers(
        agentID: id, servers: naming == .current ? nil : servers,
        messageServers: naming == .legacy ? nil : servers))
  }

  private func requireIDs(_ id: String, _ agentID: String) throws(Refusal) {
    guard Identifier.isUUID(id), Identifier.isUUID(agentID) else {
      throw .message(.badRequest, "Invalid \(idKey) or agentId format")
    }
  }

  private func requireOwn(_ id: String, _ text: String) throws(Refusal) {
    guard !world.profile.guardsMessageServerAgents || id == Identifier.defaultMessageServer else {
      throw .message(.forbidden, text)
    }
  }

  private var isCurrent: Bool { world.profile.managesAgentsByMessageServer }
  private var isBoth: Bool { world.profile.answersInEveryShape }
  private var idKey: String { isCurrent ? "messageServerId" : "serverId" }
  private var noun: String { isCurrent ? "message server" : "server" }

  private func answer(
    _ status: HTTPStatus, _ id: String, _ agentID: String, _ message: String
  ) -> Answer {
    let body = AgentMembership(
      group: isCurrent ? .messageServer(id) : .server(id), agentID: agentID, message: message)
    guard isBoth, var data = body.json.objectValue else { return .data(body, status) }
    data["serverId"] = .string(id)
    return .data(.object(data), status)
  }
}
