import Bytes
import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// What agents remember: listing, changing and forgetting it.
struct MemoryRoutes {
  /// The paths under which the routes are found.
  static let bases = ["/api/memory/:agentId", AgentRoutes.base + "/:agentId"]

  let world: World
  let sha1: (Span<UInt8>) -> [UInt8]

  /// Adds the routes below every base path.
  func add(to router: inout Router) {
    for base in MemoryRoutes.bases {
      let all = base + "/memories"
      router.add(.get, all, MemoryContracts.list, list)
      router.add(
        .get, base + "/rooms/:roomId/memories", MemoryContracts.listOfRoom, listOfRoom)
      router.add(.patch, all + "/:memoryId", MemoryContracts.update, update)
      router.add(.delete, all, MemoryContracts.deleteAll, deleteAll)
      router.add(.delete, all + "/all/:roomId", MemoryContracts.deleteOfRoom, deleteOfRoom)
      router.add(.delete, all + "/:memoryId", MemoryContracts.delete, delete)
    }
  }

  private func list(_ call: Call) throws(Refusal) -> Answer {
    let view = try view(call)
    let channel = try id("channelId", of: call, otherwise: "Invalid channel ID format")
    let room = try id("roomId", of: call, otherwise: "Invalid room ID format")
    let wanted = room ?? channel.map(view.id(for:))
    return answer(
      memories(of: view, in: call).filter { wanted == nil || $0.roomID == wanted }, call)
  }

  /// The room is named by its channel; 1.4.2 looks for it in vain.
  private func listOfRoom(_ call: Call) throws(Refusal) -> Answer {
    let complaint = "Invalid agent ID or channel ID format"
    let view = try view(call, complaint: complaint)
    let channel = try uuid("roomId", of: call, otherwise: complaint)
    guard world.profile.hasRuns else { return answer([], call) }
    let limit = call.query["limit"].flatMap(JavaScript.parseInt) ?? 20
    let before = call.query["before"].flatMap(JavaScript.parseInt) ?? .infinity
    let found = memories(of: view, in: call).filter {
      $0.roomID == view.id(for: channel) && Double($0.createdAt.milliseconds) < before
    }
    return answer(Array(found.prefix(Int(min(max(limit, 0), Double(found.count))))), call)
  }

  private func update(_ call: Call) throws(Refusal) -> Answer {
    let complaint = "Invalid agent ID or memory ID format"
    let view = try view(call, complaint: complaint)
    let id = try uuid("memoryId", of: call, otherwise: complaint)
    let failure = Refusal.coded(
      .internalServerError, "UPDATE_ERROR", "Failed to update memory")
    guard let (run, place, _) = view.memories.first(where: { $0.body.id == id }) else {
      throw failure
    }
    var changes = run.memories[place].changes?.value.objectValue ?? [:]
    let body = call.body.value
    for key in ["content", "metadata"] {
      if let value = body?[key] { changes[key] = value }
    }
    guard world.chronicle.change(place, of: run, to: StoredJSON(.object(changes))) else {
      throw failure
    }
    return .data(["id": .string(id), "message": "Memory updated successfully"])
  }

  private func delete(_ call: Call) throws(Refusal) -> Answer {
    let complaint = "Invalid agent ID or memory ID format"
    let view = try view(call, complaint: complaint)
    let id = try uuid("memoryId", of: call, otherwise: complaint)
    if let (run, place, _) = view.memories.first(where: { $0.body.id == id }) {
      run.memories.remove(at: place)
      world.chronicle.recount(run)
    }
    return .data(["message": "Memory deleted successfully"])
  }

  private func deleteAll(_ call: Call) throws(Refusal) -> Answer {
    let view = try view(call)
    let count = world.chronicle.forget { run, _ in run.agentID == view.agent.id }
    return .data([
      "deleted": JSON(count), "message": "All agent memories cleared successfully",
    ])
  }

  private func deleteOfRoom(_ call: Call) throws(Refusal) -> Answer {
    let view = try view(call)
    let room = try uuid("roomId", of: call, otherwise: "Invalid room ID")
    world.chronicle.forget { run, _ in
      run.agentID == view.agent.id && view.id(for: run.channelID) == room
    }
    return .empty(.noContent)
  }

  /// Only messages are remembered here; other tables are empty.
  private func memories(of view: AgentView, in call: Call) -> [MemoryBody] {
    guard (call.queryValue("tableName") ?? "messages") == "messages" else { return [] }
    return view.memories.map(\.body)
  }

  private func answer(_ memories: [MemoryBody], _ call: Call) -> Answer {
    guard call.query["includeEmbedding"] == "true" else {
      return .data(["memories": .array(memories.map(\.json))])
    }
    let shown = memories.map { memory in
      var memory = memory
      memory.embedding = .null
      return memory.json
    }
    return .data(["memories": .array(shown)])
  }

  private func view(
    _ call: Call, complaint: String = "Invalid agent ID"
  ) throws(Refusal) -> AgentView {
    try call.runningAgentView(world, sha1, complaint: complaint)
  }

  private func id(
    _ name: String, of call: Call, otherwise text: String
  ) throws(Refusal) -> String? {
    guard let id = call.queryValue(name) else { return nil }
    guard Identifier.isUUID(id) else { throw .coded(.badRequest, "INVALID_ID", text) }
    return id
  }

  private func uuid(
    _ name: String, of call: Call, otherwise text: String
  ) throws(Refusal) -> String {
    let id = call.parameter(name)
    guard Identifier.isUUID(id) else { throw .coded(.badRequest, "INVALID_ID", text) }
    return id
  }
}

extension Call {
  /// What the route's agent did; it must be running.
  func runningAgentView(
    _ world: World, _ sha1: @escaping (Span<UInt8>) -> [UInt8],
    complaint: String = "Invalid agent ID format"
  ) throws(Refusal) -> AgentView {
    let id = parameter("agentId")
    guard Identifier.isUUID(id) else { throw .coded(.badRequest, "INVALID_ID", complaint) }
    guard let agent = world.agent(id), agent.status == .active else { throw .noAgent }
    return AgentView(agent: agent, world: world, sha1: sha1)
  }
}
