import ElizaModel
import JSON

/// Tells a room what an agent does, in every way the profile has.
struct ReplyAnnouncer {
  private let world: World

  init(world: World) {
    self.world = world
  }

  private var profile: Profile { world.profile }

  /// An agent begins to work: `controlMessage` and the envelopes CONTROL and THINKING.
  func thinking(_ prompt: AgentPrompt) {
    if profile.sendsThinkingControl {
      control(prompt, type: "thinking", text: "\(prompt.agent.name) is thinking…")
    }
    thinkingEnvelope(prompt)
    if profile.sendsInputControl { inputControl("disable_input", prompt) }
  }

  /// A piece of a streamed reply: `messageStreamChunk`.
  func chunk(_ text: String, index: Int, messageID: String, _ prompt: AgentPrompt) {
    let chunk = StreamChunk(
      messageID: messageID, chunk: text, index: index, agentID: prompt.agent.id,
      channelID: prompt.incoming.channel.id)
    emit(EncodedEvent(chunk), prompt.incoming)
  }

  /// A whole reply: `messageBroadcast` and the envelope MESSAGE.
  func reply(_ reply: AgentReply, stored: StoredMessage, _ prompt: AgentPrompt) {
    let broadcast = broadcast(reply, stored, prompt)
    emit(EncodedEvent(broadcast), prompt.incoming)
    if profile.sendsEnvelopes { emit(EncodedEvent(.message, broadcast), prompt.incoming) }
  }

  /// Every agent is done with a message: `messageComplete`.
  func complete(_ incoming: IncomingMessage) {
    guard profile.sendsMessageComplete else { return }
    var complete = MessageComplete(
      channelID: incoming.channel.id, serverID: incoming.channel.messageServerID)
    if profile.isLenient {
      complete.roomID = incoming.channel.id
      complete.messageID = incoming.message.clientMessageID ?? incoming.message.id
    }
    emit(EncodedEvent(complete), incoming)
  }

  /// One agent is done with a message: `controlMessage` and the envelope CONTROL.
  func finished(_ prompt: AgentPrompt) {
    if profile.sendsThinkingControl {
      control(prompt, type: "complete", text: "\(prompt.agent.name) is done.")
    }
  }

  /// An agent has broken down; real servers leave the room in the dark about it.
  func failed(_ reason: String, _ prompt: AgentPrompt) {
    guard profile.isLenient else { return }
    let event = EncodedEvent(MessageError(error: reason))
    emit(profile.sendsJSONStrings ? event.withTextArgument : event, prompt.incoming)
  }

  /// An agent goes on working after it has said something: as `thinking`, but the input stays as it is.
  func thinkingAgain(_ prompt: AgentPrompt) {
    if profile.sendsThinkingControl {
      control(prompt, type: "thinking", text: "\(prompt.agent.name) is thinking…")
    }
    thinkingEnvelope(prompt)
  }

  /// Nobody works on a message any more: the `controlMessage` that gives the input back, last of all as
  /// in the servers that sent it.
  func unlockInput(_ prompt: AgentPrompt) {
    if profile.sendsInputControl { inputControl("enable_input", prompt) }
  }

  private func emit(_ event: EncodedEvent, _ incoming: IncomingMessage) {
    world.outlet?.emit(event, toRoom: incoming.channel.id, except: nil)
  }

  /// The message server goes by `serverId` in every release.
  private func broadcast(
    _ reply: AgentReply, _ stored: StoredMessage, _ prompt: AgentPrompt
  ) -> MessageBroadcast {
    let channel = prompt.incoming.channel
    var broadcast = MessageBroadcast(
      order: .bus, id: stored.id, senderID: stored.authorID,
      senderName: reply.speaker?.name ?? prompt.agent.name, text: .string(reply.text),
      roomID: channel.id, createdAt: stored.createdAt,
      source: stored.sourceType ?? MessageSource.agentResponse)
    broadcast.serverID = channel.messageServerID
    broadcast.thought = reply.thought.map(JSON.string)
    if !reply.actions.isEmpty { broadcast.actions = .array(reply.actions.map(JSON.string)) }
    if !reply.attachments.isEmpty {
      broadcast.attachments = profile.shown(.array(reply.attachments))
    }
    if profile.namesChannelInReplies { broadcast.channelID = channel.id }
    if profile.isLenient {
      broadcast.messageServerID = channel.messageServerID
      if !reply.metadata.isEmpty { broadcast.metadata = .object(reply.metadata) }
    }
    return broadcast
  }

  /// Has no `action`: several pages show any event with one as something the agent did.
  private func control(_ prompt: AgentPrompt, type: String, text: String) {
    let control = ControlMessage(type: type, message: text, room: prompt.incoming.channel.id)
    emit(EncodedEvent(control), prompt.incoming)
    if profile.sendsEnvelopes { emit(EncodedEvent(.control, control), prompt.incoming) }
  }

  private func inputControl(_ action: String, _ prompt: AgentPrompt) {
    let control = ControlMessage(action: action, room: prompt.incoming.channel.id)
    emit(EncodedEvent(control), prompt.incoming)
  }

  /// Sent at the beginning only: pages take any envelope of this type for an agent that thinks.
  private func thinkingEnvelope(_ prompt: AgentPrompt) {
    guard profile.sendsEnvelopes else { return }
    let payload = ThinkingPayload(
      room: prompt.incoming.channel.id, senderID: prompt.agent.id, senderName: prompt.agent.name,
      isThinking: true)
    emit(EncodedEvent(.thinking, payload), prompt.incoming)
  }
}
