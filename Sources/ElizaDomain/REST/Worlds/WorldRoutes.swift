import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// `/api/agents/:agentId/worlds`: the worlds of an agent.
struct WorldRoutes {
  let world: World
  /// The most bytes of one world, however often it is added to.
  let byteLimit: Int

  /// Adds the routes.
  ///
  /// Real servers take `worlds` in the path of the list for an agent's id.
  func add(to router: inout Router) {
    if world.profile.isLenient {
      router.add(.get, AgentRoutes.base + "/worlds", WorldContracts.list, list)
    }
    let path = AgentRoutes.base + "/:agentId/worlds"
    router.add(.post, path, WorldContracts.create, create)
    router.add(.patch, path + "/:worldId", WorldContracts.update, update)
  }

  private func list(_ call: Call) throws(Refusal) -> Answer {
    .data(["worlds": .array(world.agentWorlds.values.map { body(of: $0).json })])
  }

  private func create(_ call: Call) throws(Refusal) -> Answer {
    let agentID = try runningAgent(call.agentID())
    let fields = try call.body(destructuring: "name")
    guard let name = fields["name"], name.isTruthy else {
      throw .coded(.badRequest, "BAD_REQUEST", "World name is required")
    }
    guard world.agentWorlds.count < world.retention.agents else {
      throw .coded(
        .internalServerError, "500", "Error creating world",
        details: "There are at most \(world.retention.agents) worlds.")
    }
    let made = AgentWorld(
      id: world.ids.next(), agentID: agentID, name: MessageContent(name).text,
      metadata: (fields["metadata"]).ifNotNull.map(StoredJSON.init),
      messageServerID: messageServerID(fields), createdAt: world.clock.now)
    try keep(made, otherwise: "Error creating world")
    return .data(["world": body(of: made).json], .created)
  }

  private func update(_ call: Call) throws(Refusal) -> Answer {
    let agentID = call.parameter("agentId")
    let id = call.parameter("worldId")
    guard Identifier.isUUID(agentID), Identifier.isUUID(id) else {
      throw .coded(.badRequest, "INVALID_ID", "Invalid agent ID or world ID format")
    }
    _ = try runningAgent(agentID)
    guard var changed = world.agentWorlds[id], changed.agentID == agentID else {
      throw .coded(.notFound, "NOT_FOUND", "World not found")
    }
    let fields = call.body.value ?? [:]
    if let name = fields["name"], name.isTruthy { changed.name = MessageContent(name).text }
    if let additions = fields["metadata"]?.objectValue {
      var metadata = changed.metadata?.value.objectValue ?? [:]
      metadata.merge(.object(additions))
      changed.metadata = StoredJSON(.object(metadata))
    }
    try keep(changed, otherwise: "Error updating world")
    return .data(["world": body(of: changed).json])
  }

  private func keep(_ changed: AgentWorld, otherwise text: String) throws(Refusal) {
    let others = world.agentWorlds.values.reduce(0) {
      $1.id == changed.id ? $0 : $0 + $1.byteCount
    }
    let bound = ByteBound(kind: "A world", one: byteLimit, all: world.retention.metadataBytes)
    if let excess = bound.excess(of: changed.byteCount, beside: others) {
      throw .coded(.internalServerError, "500", text, details: excess)
    }
    world.agentWorlds[changed.id] = changed
  }

  private func runningAgent(_ id: String) throws(Refusal) -> String {
    guard world.agent(id)?.status == .active else { throw .noAgent }
    return id
  }

  /// Releases up to 1.6.4 made a text up when none was sent.
  private func messageServerID(_ fields: JSON) -> String? {
    let sent: String? =
      switch world.profile.naming {
      case .legacy: fields["serverId"]?.stringValue
      case .current: fields["messageServerId"]?.stringValue
      case .both: fields["messageServerId"]?.stringValue ?? fields["serverId"]?.stringValue
      }
    guard world.profile.naming == .legacy else { return sent }
    return sent ?? "server-\(world.clock.now.milliseconds)"
  }

  private func body(of shown: AgentWorld) -> WorldBody {
    var body = WorldBody(
      id: shown.id, agentID: shown.agentID, name: shown.name,
      metadata: shown.metadata?.value ?? .null, createdAt: shown.createdAt)
    if world.profile.naming != .current { body.serverID = shown.messageServerID }
    if world.profile.naming != .legacy {
      body.messageServerID = shown.messageServerID.map(JSON.string) ?? .null
    }
    return body
  }
}
