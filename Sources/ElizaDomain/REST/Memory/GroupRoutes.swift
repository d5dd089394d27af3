import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// Rooms made for several agents at once on a message server, and their end.
struct GroupRoutes {
  private static let one = "/api/memory/groups/:messageServerId"

  let world: World
  let sha1: (Span<UInt8>) -> [UInt8]

  /// Adds the routes.
  func add(to router: inout Router) {
    router.add(.post, GroupRoutes.one, MemoryContracts.createGroup(world.profile), create)
    router.add(.delete, GroupRoutes.one, MemoryContracts.deleteGroup, delete)
    router.add(
      .delete, GroupRoutes.one + "/memories", MemoryContracts.deleteGroupMemories, forget)
  }

  private func create(_ call: Call) throws(Refusal) -> Answer {
    guard let body = call.body.value, let ids = body["agentIds"]?.arrayValue, !ids.isEmpty else {
      throw .coded(.badRequest, "BAD_REQUEST", "agentIds must be a non-empty array")
    }
    let metadata = body["metadata"].map(StoredJSON.init)
    var rooms: [JSON] = []
    var errors: [JSON] = []
    for id in ids.prefix(world.retention.agents) {
      if let agent = id.stringValue.flatMap({ world.agent($0) }), agent.status == .active {
        rooms.append(
          makeRoom(for: agent, on: call.parameter("messageServerId"), body, metadata))
      } else {
        errors.append(GroupRoutes.error(id))
      }
    }
    guard !errors.isEmpty else { return .data(.array(rooms), .created) }
    guard !rooms.isEmpty else {
      return .body(
        ["success": false, "error": .array(errors)],
        HTTPStatus(world.profile.shownStatus(500)))
    }
    return .body(
      ["success": false, "data": .array(rooms), "errors": .array(errors)], HTTPStatus(207))
  }

  private func makeRoom(
    for agent: Agent, on server: String, _ body: JSON, _ metadata: StoredJSON?
  ) -> JSON {
    let view = AgentView(agent: agent, world: world, sha1: sha1)
    let name = body["name"]?.stringValue ?? "Chat \(world.clock.now.isoText)"
    let room = AgentRoom(
      id: view.id(for: server), agentID: agent.id, name: name, messageServerID: server,
      worldID: body["worldId"]?.stringValue ?? view.id(for: server), type: "API",
      source: "client", metadata: metadata, createdAt: world.clock.now)
    world.chronicle.forgetRooms { $0.id == room.id }
    world.chronicle.keep(room)
    return [
      "id": .string(room.id), "name": .string(name), "source": "client",
      "worldId": .string(room.worldID), "type": "API",
    ]
  }

  private static func error(_ id: JSON) -> JSON {
    [
      "agentId": id, "code": "NOT_FOUND", "message": "Agent not found",
      "details": "no agent with this id is running",
    ]
  }

  private func delete(_ call: Call) throws(Refusal) -> Answer {
    let server = try messageServer(call)
    world.chronicle.forgetRooms { $0.messageServerID == server || $0.worldID == server }
    return .empty(.noContent)
  }

  private func forget(_ call: Call) throws(Refusal) -> Answer {
    let server = try messageServer(call)
    world.chronicle.forget { run, _ in run.messageServerID == server }
    return .empty(.noContent)
  }

  private func messageServer(_ call: Call) throws(Refusal) -> String {
    let id = call.parameter("messageServerId")
    guard Identifier.isUUID(id) else {
      let name = world.profile.naming == .legacy ? "serverId" : "messageServerId"
      throw .coded(.badRequest, "INVALID_ID", "Invalid \(name) (worldId) format")
    }
    return id
  }
}
