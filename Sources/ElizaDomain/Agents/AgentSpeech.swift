import JSON

/// Lets an agent say something nobody asked for.
public struct AgentSpeech {
  private let world: World

  /// Lets agents of `world` speak.
  public init(world: World) {
    self.world = world
  }

  /// Stores what an agent says in a channel and shows it to the room, like any of its replies.
  @discardableResult
  public func say(_ reply: AgentReply, as agent: Agent, in channel: Channel) -> StoredMessage {
    let message = world.store(draft(reply, agent, channel), in: channel)
    let incoming = IncomingMessage(channel: channel, message: message, connection: "")
    ReplyAnnouncer(world: world).reply(
      reply, stored: message, AgentPrompt(agent: agent, incoming: incoming))
    return message
  }

  private func draft(_ reply: AgentReply, _ agent: Agent, _ channel: Channel) -> MessageDraft {
    var raw: JSONObject = ["text": .string(reply.text)]
    raw["thought"] = reply.thought.map(JSON.string)
    if !reply.actions.isEmpty { raw["actions"] = .array(reply.actions.map(JSON.string)) }
    if !reply.attachments.isEmpty { raw["attachments"] = .array(reply.attachments) }
    var metadata: JSONObject = [
      "agent_id": .string(agent.id), "agentName": .string(agent.name),
      "channelType": .string(channel.type), "isDm": .bool(channel.type == "DM"),
    ]
    if !reply.attachments.isEmpty { metadata["attachments"] = .array(reply.attachments) }
    for member in reply.metadata { metadata[member.key] = member.value }
    return MessageDraft(
      authorID: agent.id, content: .text(reply.text),
      body: .parts(raw: StoredJSON(.object(raw)), metadata: StoredJSON(.object(metadata))),
      sourceType: MessageSource.agentResponse)
  }
}
