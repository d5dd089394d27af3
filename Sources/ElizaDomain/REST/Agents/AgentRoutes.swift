import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// `/api/agents`: who is there.
struct AgentRoutes {
  static let base = "/api/agents"

  let world: World
  /// The most bytes of one agent, however often it is changed.
  let byteLimit: Int
  let sha1: (Span<UInt8>) -> [UInt8]

  /// Adds the routes.
  func add(to router: inout Router) {
    router.add(.get, AgentRoutes.base, AgentContracts.list(world.profile), list)
    router.add(.get, AgentRoutes.base + "/:agentId", AgentContracts.info, info)
    AgentLifecycle(world: world, byteLimit: byteLimit, sha1: sha1).add(to: &router)
  }

  /// Running agents first, then by name; those that were made up come last.
  private func list(_ call: Call) throws(Refusal) -> Answer {
    let sorted = world.agents.values.enumerated().sorted { left, right in
      rank(left.element, left.offset) < rank(right.element, right.offset)
    }
    let list = AgentList(
      agents: sorted.map(\.element.summary) + world.madeUpAgents.values.map(\.summary))
    let extras = world.profile.answersInEveryShape ? list.json.objectValue : nil
    return .body(DataEnvelope(list), adding: extras ?? [:])
  }

  private func rank(_ agent: Agent, _ place: Int) -> (Int, String, Int) {
    (agent.status == .active ? 0 : 1, agent.name.lowercased(), place)
  }

  private func info(_ call: Call) throws(Refusal) -> Answer {
    let id = try call.agentID()
    guard let agent = world.agentDescribedIfAllowed(id, connection: call.connection) else {
      throw .noAgent
    }
    return .data(agent.publicBody(world.profile))
  }
}

extension Call {
  /// The route's agent id.
  func agentID() throws(Refusal) -> String {
    let id = parameter("agentId")
    guard Identifier.isUUID(id) else {
      throw .coded(.badRequest, "INVALID_ID", "Invalid agent ID format")
    }
    return id
  }
}

extension Refusal {
  static let noAgent = Refusal.coded(.notFound, "NOT_FOUND", "Agent not found")
}
