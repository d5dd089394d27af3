import ElizaModel
import JSON
import OrderedCollections

/// Finds the agents that answer a message.
struct AnsweringAgents {
  /// Who answers, or why nobody does.
  enum Outcome {
    case agents([Agent])
    case nobody(Silence)
  }

  private let world: World
  private var metadata = JSONDocument()

  init(world: World) {
    self.world = world
  }

  /// The agents that answer `incoming`, in the order they were added to the channel.
  ///
  /// A real server asks every running participant that is subscribed to the channel's message server.
  /// The lenient profile asks, in this order, the agent the message names, the one the channel's
  /// metadata names, its participants, its session's, the one the room is called by, or the only one.
  /// An agent that was made up answers only where it is addressed, which a direct channel does too.
  mutating func outcome(for incoming: IncomingMessage) -> Outcome {
    guard !world.agents.keys.contains(incoming.message.authorID) else {
      return .nobody(.authorIsAgent)
    }
    let participants = participants(of: incoming.channel)
    guard world.profile.answersWithoutParticipation else {
      return running(participants, incoming)
    }
    if let agent = addressed(by: incoming) ?? named(by: incoming.channel) {
      return answering(agent, incoming)
    }
    if !participants.isEmpty { return running(participants, incoming) }
    if let agent = incoming.session.flatMap({ world.agent($0.agentID) })
      ?? partner(of: incoming) ?? roomAgent(incoming)
    {
      return answering(agent, incoming)
    }
    guard let only = world.agents.values.first else { return .nobody(.noAgentTakesPart) }
    return world.agents.count == 1 ? answering(only, incoming) : .nobody(.noAgentAddressed)
  }

  private func participants(of channel: Channel) -> [Agent] {
    let agents = world.agents
    return channel.participants.compactMap { agents[$0] }
  }

  /// Those of a channel's agents that run; a real server also wants them to hear the message server.
  private func running(_ agents: [Agent], _ incoming: IncomingMessage) -> Outcome {
    guard !agents.isEmpty else { return .nobody(.noAgentTakesPart) }
    let active = agents.filter { $0.status == .active }
    guard !active.isEmpty else { return .nobody(.agentNotRunning) }
    guard !world.profile.isLenient else { return .agents(active) }
    let subscribed = world.messageServers[messageServer(of: incoming)]?.agentIDs ?? []
    let hearing = active.filter { subscribed.contains($0.id) }
    return hearing.isEmpty ? .nobody(.noAgentTakesPart) : .agents(hearing)
  }

  /// From 1.7 on agents go by what the sender says.
  private func messageServer(of incoming: IncomingMessage) -> String {
    let sent =
      world.profile.hasReplyTransports ? incoming.message.sentMessageServerID : nil
    return sent ?? incoming.channel.messageServerID
  }

  private func answering(_ agent: Agent, _ incoming: IncomingMessage) -> Outcome {
    guard agent.status == .active else { return .nobody(.agentNotRunning) }
    if !incoming.channel.participants.contains(agent.id) {
      world.findings.note(.agentNotParticipant, connection: incoming.connection)
    }
    return .agents([agent])
  }

  private func addressed(by incoming: IncomingMessage) -> Agent? {
    incoming.targetAgentID.flatMap { world.agent($0) }
  }

  /// The made-up agent of a direct channel.
  private func partner(of incoming: IncomingMessage) -> Agent? {
    guard incoming.channel.type == "DM", !world.madeUpAgents.isEmpty else { return nil }
    return incoming.channel.participants.lazy.filter { $0 != incoming.message.authorID }
      .compactMap { world.madeUpAgents[$0] }.first
  }

  /// The agent the room is called by.
  private func roomAgent(_ incoming: IncomingMessage) -> Agent? {
    let room = incoming.channel.id
    return room == incoming.message.authorID ? nil : world.agent(room)
  }

  private mutating func named(by channel: Channel) -> Agent? {
    channel.agentInMetadata(&metadata).flatMap { world.agent($0) }
  }
}
