import ElizaModel
import JSON
import OrderedCollections

/// Finds the channel and the agent of an occasion, and puts it before the agent as an empty message.
struct OccasionPrompts {
  private let world: World
  private var answering: AnsweringAgents

  init(world: World) {
    self.world = world
    answering = AnsweringAgents(world: world)
  }

  /// The occasion as put before the agent concerned; nil when there is none.
  mutating func prompt(for occasion: Occasion) -> AgentPrompt? {
    switch occasion {
    case .connected(let socketID, let entityID): connected(socketID, entityID)
    case .joined(let room, let socketID, let entityID):
      channel(inRoom: room, for: entityID ?? socketID, by: socketID).flatMap {
        prompt(in: $0, author: entityID ?? socketID, connection: socketID)
      }
    case .left(let room, let socketID, let entityID):
      world.channel(inRoom: room).flatMap {
        prompt(in: $0, author: entityID ?? socketID, connection: socketID)
      }
    case .sessionCreated(let session), .sessionEnded(let session):
      world.channels[session.channelID].flatMap {
        prompt(in: $0, author: session.userID, session: session, connection: "")
      }
    }
  }

  /// The only agent there is speaks for the server; what it says would have no room to go to.
  private func connected(_ socketID: String, _ entityID: String?) -> AgentPrompt? {
    guard let agent = world.agents.values.first else { return nil }
    let nowhere = Channel(
      ChannelDraft(name: "", type: ""), id: socketID, at: world.clock.now, sequence: 0)
    var incoming = incoming(in: nowhere, author: entityID ?? socketID, nil, socketID)
    incoming.isOutsideRooms = true
    return AgentPrompt(agent: agent, incoming: incoming)
  }

  /// A lenient server lets agents greet in a room that nobody has spoken in yet.
  private func channel(
    inRoom room: String, for author: String, by connection: String
  ) -> Channel? {
    if let channel = world.channel(inRoom: room) { return channel }
    guard world.profile.isLenient else { return nil }
    return try? world.intake.channel(
      inRoom: room, on: Identifier.defaultMessageServer,
      opening: ChannelOpening(maker: ChannelOpening.socketMaker), author: author,
      connection: connection)
  }

  private mutating func prompt(
    in channel: Channel, author: String, session: Session? = nil, connection: String
  ) -> AgentPrompt? {
    let session = session ?? world.session(ofChannel: channel)
    let incoming = incoming(in: channel, author: author, session, connection)
    guard case .agents(let agents) = answering.outcome(for: incoming), let agent = agents.first
    else { return nil }
    return AgentPrompt(agent: agent, incoming: incoming)
  }

  private func incoming(
    in channel: Channel, author: String, _ session: Session?, _ connection: String
  ) -> IncomingMessage {
    let message = StoredMessage(
      id: "", authorID: author, text: .known(.text("")),
      body: .parts(raw: nil, metadata: nil), sourceType: nil, sourceID: nil, inReplyTo: nil,
      createdAt: world.clock.now, sequence: 0)
    var incoming = IncomingMessage(
      channel: channel, message: message, session: session, connection: connection)
    incoming.isOccasion = true
    return incoming
  }
}
