import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// The rooms of agents: those of channels in which they worked, and those that clients make.
struct RoomRoutes {
  let world: World
  let sha1: (Span<UInt8>) -> [UInt8]

  /// Adds the routes below every base path of an agent's memory.
  func add(to router: inout Router) {
    for base in MemoryRoutes.bases {
      router.add(.post, base + "/rooms", MemoryContracts.createRoom, create)
      router.add(.get, base + "/rooms", MemoryContracts.rooms, list)
      router.add(.get, base + "/rooms/:roomId", MemoryContracts.room, details)
    }
  }

  private func create(_ call: Call) throws(Refusal) -> Answer {
    let view = try call.runningAgentView(world, sha1)
    let body = call.body.value
    guard let name = body?["name"]?.stringValue, !name.isEmpty else {
      throw .coded(.badRequest, "MISSING_PARAM", "Room name is required")
    }
    var room = AgentRoom(
      id: world.ids.next(), agentID: view.agent.id, name: name, messageServerID: server(body),
      worldID: body?["worldId"]?.stringValue ?? world.ids.next(),
      type: body?["type"]?.stringValue ?? "DM", source: body?["source"]?.stringValue ?? "client",
      metadata: body?["metadata"].map(StoredJSON.init), createdAt: world.clock.now)
    room.channelID = body?["channelId"]?.stringValue
    world.chronicle.keep(room)
    return .data(made(room), .created)
  }

  /// Releases with the old names make one up.
  private func server(_ body: JSON?) -> String? {
    let sent = body?["messageServerId"]?.stringValue ?? body?["serverId"]?.stringValue
    guard sent == nil, world.profile.naming == .legacy else { return sent }
    return "server-\(world.clock.now.milliseconds)"
  }

  private func made(_ room: AgentRoom) -> JSON {
    var body: JSONObject = [
      "id": .string(room.id), "name": .string(room.name), "agentId": .string(room.agentID),
      "createdAt": JSON(room.createdAt.milliseconds), "source": .string(room.source),
      "type": .string(room.type), "worldId": .string(room.worldID),
    ]
    let server = room.messageServerID.map(JSON.string)
    if world.profile.naming != .legacy { body["messageServerId"] = server }
    if world.profile.naming != .current { body["serverId"] = server }
    body["metadata"] = room.metadata?.value
    return .object(body)
  }

  private func list(_ call: Call) throws(Refusal) -> Answer {
    let view = try call.runningAgentView(world, sha1)
    return .data(["rooms": .array(view.rooms.map { self.body($0, isList: true).json })])
  }

  private func details(_ call: Call) throws(Refusal) -> Answer {
    let complaint = "Invalid agent ID or room ID format"
    let view = try call.runningAgentView(world, sha1, complaint: complaint)
    let id = call.parameter("roomId")
    guard Identifier.isUUID(id) else { throw .coded(.badRequest, "INVALID_ID", complaint) }
    guard let room = view.rooms.first(where: { $0.id == id }) else {
      throw .coded(.notFound, "NOT_FOUND", "Room not found")
    }
    return .data(body(room, isList: false))
  }

  private func body(_ room: AgentRoom, isList: Bool) -> RoomBody {
    var body = RoomBody(
      id: room.id, name: room.name, agentID: room.agentID, worldID: room.worldID, type: room.type,
      source: room.source, metadata: room.metadata?.value ?? .null)
    body.channelID = room.channelID
    if world.profile.naming != .legacy { body.messageServerID = room.messageServerID }
    body.serverID = room.messageServerID
    if isList, world.profile.datesRooms { body.createdAt = room.createdAt }
    if !isList { body.worldName = room.worldName }
    return body
  }
}
