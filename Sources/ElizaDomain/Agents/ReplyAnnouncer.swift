import ElizaModel
import JSON

/// Tells a room what an agent does, in every way the profile has.
struct ReplyAnnouncer {
  private let world: World

  init(world: World) {
    self.world = world
  }

  private var profile: Profile { world.profile }

  /// An agent begins to work: `controlMessage` and the envelopes THINKING and CONTROL.
  func thinking(_ prompt: AgentPrompt) {
    if profile.sendsThinkingControl {
      control(prompt, type: "thinking", text: "\(prompt.agent.name) is thinking…")
    }
    if profile.sendsEnvelopes {
      emit(EncodedEvent(.thinking, payload: thinkingPayload(prompt)), prompt.incoming)
    }
    if profile.sendsInputControl { inputControl("disable_input", prompt.incoming) }
  }

  /// A piece of a streamed reply: `messageStreamChunk`.
  func chunk(_ text: String, index: Int, messageID: String, _ prompt: AgentPrompt) {
    var event = EventWriter("messageStreamChunk")
    event.add("messageId", messageID)
    event.add("chunk", text)
    event.add("index", Int64(index))
    event.add("agentId", prompt.agent.id)
    event.add("channelId", prompt.incoming.channel.id)
    if profile.isLenient { event.add("roomId", prompt.incoming.channel.id) }
    emit(event.finish(), prompt.incoming)
  }

  /// A whole reply: `messageBroadcast` and the envelope MESSAGE.
  func reply(_ reply: AgentReply, stored: StoredMessage, _ prompt: AgentPrompt) {
    let event = broadcast(reply, stored, prompt)
    if profile.sendsEnvelopes {
      let envelope = EncodedEvent(.message, payload: event.argument)
      emit(event.finish(), prompt.incoming)
      emit(envelope, prompt.incoming)
    } else {
      emit(event.finish(), prompt.incoming)
    }
  }

  /// Every agent is done with a message: `messageComplete`.
  func complete(_ incoming: IncomingMessage) {
    guard profile.sendsMessageComplete else { return }
    var event = EventWriter("messageComplete")
    event.add("channelId", incoming.channel.id)
    if profile.isLenient { event.add("roomId", incoming.channel.id) }
    event.add("serverId", incoming.channel.messageServerID)
    if profile.isLenient {
      event.add("messageId", incoming.message.clientMessageID ?? incoming.message.id)
    }
    emit(event.finish(), incoming)
  }

  /// One agent is done with a message; `isLast` when no other works on it any more.
  func finished(_ prompt: AgentPrompt, isLast: Bool) {
    if profile.sendsThinkingControl {
      control(prompt, type: "complete", text: "\(prompt.agent.name) is done.")
    }
    if profile.sendsInputControl, isLast { inputControl("enable_input", prompt.incoming) }
  }

  private func emit(_ event: EncodedEvent, _ incoming: IncomingMessage) {
    world.outlet?.emit(event, toRoom: incoming.channel.id, except: nil)
  }

  /// Shape d of the broadcasts; the server id is called `serverId` in every release.
  private func broadcast(
    _ reply: AgentReply, _ stored: StoredMessage, _ prompt: AgentPrompt
  ) -> EventWriter {
    let channel = prompt.incoming.channel
    var event = EventWriter("messageBroadcast", capacity: 420 + reply.text.utf8.count)
    event.add("senderId", prompt.agent.id)
    event.add("senderName", prompt.agent.name)
    event.add("text", reply.text)
    event.add("roomId", channel.id)
    event.add("serverId", channel.messageServerID)
    event.add("createdAt", stored.createdAt.milliseconds)
    event.add("source", MessageSource.agentResponse)
    event.add("id", stored.id)
    event.add("thought", reply.thought)
    if !reply.actions.isEmpty { event.add("actions", .array(reply.actions.map(JSON.string))) }
    if !reply.attachments.isEmpty { event.add("attachments", .array(reply.attachments)) }
    if profile.namesChannelInReplies { event.add("channelId", channel.id) }
    if profile.isLenient {
      event.add("messageServerId", channel.messageServerID)
      if !reply.metadata.isEmpty { event.add("metadata", .object(reply.metadata)) }
    }
    return event
  }

  /// No member is called `action`: several pages show any such event as an action of the agent.
  private func control(_ prompt: AgentPrompt, type: String, text: String) {
    var event = EventWriter("controlMessage")
    event.add("type", type)
    event.add("message", text)
    event.add("agentId", prompt.agent.id)
    event.add("channelId", prompt.incoming.channel.id)
    event.add("roomId", prompt.incoming.channel.id)
    event.add("messageId", prompt.incoming.message.id)
    let envelope = profile.sendsEnvelopes ? EncodedEvent(.control, payload: event.argument) : nil
    emit(event.finish(), prompt.incoming)
    if let envelope { emit(envelope, prompt.incoming) }
  }

  private func inputControl(_ action: String, _ incoming: IncomingMessage) {
    var event = EventWriter("controlMessage")
    event.add("action", action)
    event.add("channelId", incoming.channel.id)
    event.add("roomId", incoming.channel.id)
    emit(event.finish(), incoming)
  }

  private func thinkingPayload(_ prompt: AgentPrompt) -> [UInt8] {
    var event = EventWriter("message")
    event.add("senderId", prompt.agent.id)
    event.add("senderName", prompt.agent.name)
    event.add("agentId", prompt.agent.id)
    event.add("channelId", prompt.incoming.channel.id)
    event.add("roomId", prompt.incoming.channel.id)
    event.add("messageId", prompt.incoming.message.id)
    return event.argument
  }
}
