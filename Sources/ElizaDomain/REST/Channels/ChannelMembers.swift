import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// A channel's details, participants and agents.
struct ChannelMembers {
  let world: World

  /// Adds the routes below the channel's path.
  func add(to router: inout Router, _ path: String) {
    router.add(.get, path + "/details", ChannelContracts.details, details)
    router.add(.get, path + "/participants", ChannelContracts.participants, participants)
    router.add(.get, path + "/agents", ChannelContracts.agents, agents)
    router.add(.post, path + "/agents", ChannelContracts.addAgent, addAgent)
    router.add(
      .delete, path + "/agents/:agentId", ChannelContracts.removeAgent, removeAgent)
  }

  private func details(_ call: Call) throws(Refusal) -> Answer {
    let id = call.parameter("channelId")
    try world.requireChannelID(id, otherwise: "Invalid channelId")
    return .data(try channel(id).publicBody)
  }

  private func participants(_ call: Call) throws(Refusal) -> Answer {
    let id = call.parameter("channelId")
    try world.requireChannelID(id, otherwise: "Invalid channelId")
    return .data(IDList(participantList(id)))
  }

  /// Users as well as agents, as on a real server.
  private func agents(_ call: Call) throws(Refusal) -> Answer {
    let id = call.parameter("channelId")
    try world.requireChannelID(id, otherwise: "Invalid channelId format")
    return .data(ChannelParticipants(channelID: id, participants: participantList(id)))
  }

  private func addAgent(_ call: Call) throws(Refusal) -> Answer {
    let body = try call.body(destructuring: "agentId")
    let id = call.parameter("channelId")
    try world.requireChannelID(id, otherwise: "Invalid channelId or agentId format")
    guard let agentID = body["agentId"]?.stringValue, Identifier.isUUID(agentID) else {
      throw .message(.badRequest, "Invalid channelId or agentId format")
    }
    let channel = try channelMakingIfAllowed(id, call)
    _ = world.agentDescribedIfAllowed(agentID, connection: call.connection)
    world.add(participant: agentID, to: channel)
    return answer(.created, id, agentID, "Agent added to channel successfully")
  }

  private func removeAgent(_ call: Call) throws(Refusal) -> Answer {
    let id = call.parameter("channelId")
    let agentID = call.parameter("agentId")
    try world.requireChannelID(id, otherwise: "Invalid channelId or agentId format")
    guard Identifier.isUUID(agentID) else {
      throw .message(.badRequest, "Invalid channelId or agentId format")
    }
    guard world.remove(participant: agentID, from: try channel(id)) else {
      throw .message(.notFound, "Agent is not a participant in this channel")
    }
    return answer(.ok, id, agentID, "Agent removed from channel successfully")
  }

  private func channel(_ id: String) throws(Refusal) -> Channel {
    guard let channel = world.channel(inRoom: id) else {
      throw .message(.notFound, "Channel not found")
    }
    return channel
  }

  /// Some clients add their agent to the nil channel, or to one called by the agent's id.
  private func channelMakingIfAllowed(_ id: String, _ call: Call) throws(Refusal) -> Channel {
    let isWellKnown = id == Identifier.defaultMessageServer || world.agent(id) != nil
    guard world.profile.isLenient, isWellKnown, world.channel(inRoom: id) == nil else {
      return try channel(id)
    }
    world.findings.note(.unknownChannel, connection: call.connection)
    return world.makeChannel(
      ChannelDraft(
        id: id, name: "Chat \(id.prefix(8))", type: "GROUP", sourceType: "auto_created"))
  }

  private func participantList(_ id: String) -> [String] {
    world.channel(inRoom: id)?.participants.elements ?? []
  }

  private func answer(
    _ status: HTTPStatus, _ id: String, _ agentID: String, _ message: String
  ) -> Answer {
    .data(AgentMembership(group: .channel(id), agentID: agentID, message: message), status)
  }
}
