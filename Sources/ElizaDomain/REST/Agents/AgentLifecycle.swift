import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// Making, changing, starting, stopping and removing agents.
struct AgentLifecycle {
  let world: World
  /// The most bytes of one agent, however often it is changed.
  let byteLimit: Int
  /// Derives ids from names.
  let sha1: (Span<UInt8>) -> [UInt8]

  /// Adds the routes.
  func add(to router: inout Router) {
    let one = AgentRoutes.base + "/:agentId"
    router.add(.post, AgentRoutes.base, AgentContracts.create, create)
    router.add(.patch, one, AgentContracts.update, update)
    router.add(.delete, one, AgentContracts.delete, delete)
    router.add(.post, one + "/start", AgentContracts.start, start)
    router.add(.post, one + "/stop", AgentContracts.stop, stop)
  }

  private func create(_ call: Call) throws(Refusal) -> Answer {
    let character = try definition(call.body(destructuring: "characterPath"))
    if let complaint = character.complaint(world.profile) { throw failure(complaint) }
    let name = character.json["name"]?.stringValue ?? ""
    let id = character.json["id"]?.stringValue ?? Identifier.derived(from: name, sha1: sha1)
    if world.agents[id] == nil {
      guard world.agents.count < world.retention.agents else {
        throw failure("There are at most \(world.retention.agents) agents.")
      }
      var agent = Agent(id: id, name: name, status: .inactive, createdAt: world.clock.now)
      character.apply(to: &agent)
      if let excess = excess(of: agent) { throw failure(excess) }
      world.add(agent)
    }
    var shown = character.json
    if world.profile.release > .v1_4_2 { shown["id"] = .string(id) }
    return .data(AgentCreated(id: id, character: shown), .created)
  }

  private func definition(_ body: JSON) throws(Refusal) -> Character {
    if let json = body["characterJson"]?.objectValue { return Character(json: json) }
    if let path = body["characterPath"]?.stringValue {
      throw failure(
        "Character '\(path)' not found. Please check if the file exists and the path is correct.")
    }
    guard let json = body["agent"]?.objectValue else {
      throw failure("No character configuration provided")
    }
    return Character(json: json)
  }

  /// An unknown agent is no error to a real server.
  private func update(_ call: Call) throws(Refusal) -> Answer {
    let id = try call.agentID()
    guard var agent = world.agent(id) else { return .data(["status": "inactive"]) }
    let character = Character(json: call.body.value?.objectValue ?? [:])
    if let complaint = character.complaintAboutChanges { throw unchangeable(complaint) }
    if !character.json.isEmpty {
      character.apply(to: &agent)
      if let excess = excess(of: agent) { throw unchangeable(excess) }
      agent.updatedAt = world.clock.now
      world.replace(agent)
    }
    return .data(agent.publicBody(world.profile))
  }

  private func delete(_ call: Call) throws(Refusal) -> Answer {
    let id = try call.agentID()
    guard world.agent(id) != nil else { throw .noAgent }
    world.removeAgent(id)
    return .empty(.noContent)
  }

  private func start(_ call: Call) throws(Refusal) -> Answer {
    let id = try call.agentID()
    guard var agent = world.agent(id) else { throw .noAgent }
    if agent.status == .inactive {
      agent.status = .active
      agent.updatedAt = world.clock.now
      if world.profile.showsSecrets {
        Character(json: ["settings": ["secrets": [:]]]).apply(to: &agent)
      }
      world.replace(agent)
    }
    return .data(AgentStarted(id: id, name: agent.name, status: "active"))
  }

  private func stop(_ call: Call) throws(Refusal) -> Answer {
    let id = try call.agentID()
    guard var agent = world.agent(id), agent.status == .active else { throw .noAgent }
    agent.status = .inactive
    world.replace(agent)
    return .data(["message": "Agent stopped"])
  }

  /// Which limit on bytes a changed agent breaks; nil when it breaks none.
  private func excess(of changed: Agent) -> String? {
    ByteBound(kind: "An agent", one: byteLimit, all: world.retention.metadataBytes)
      .excess(of: changed.byteCount, beside: world.agentBytes(except: changed.id))
  }

  /// A real server's store fails on it, and does not say at what.
  private func unchangeable(_ complaint: String) -> Refusal {
    let text = world.profile.isLenient ? complaint : "Error updating agent"
    return .coded(.internalServerError, "UPDATE_ERROR", text, details: complaint)
  }

  private func failure(_ text: String) -> Refusal {
    .coded(.badRequest, "CREATE_ERROR", text, details: text)
  }
}
