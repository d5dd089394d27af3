import JSON

/// An agent's reply in the form in which channels keep it.
struct StoredReply {
  private let reply: AgentReply
  private let prompt: AgentPrompt

  init(_ reply: AgentReply, _ prompt: AgentPrompt) {
    self.reply = reply
    self.prompt = prompt
  }

  /// The message to store under `id`, or under one coined by the world.
  func draft(id: String?) -> MessageDraft {
    MessageDraft(
      id: id, authorID: reply.speaker?.id ?? prompt.agent.id, content: .text(reply.text),
      body: .parts(raw: StoredJSON(.object(raw)), metadata: StoredJSON(.object(metadata))),
      sourceType: reply.isPersons ? MessageSource.socket : MessageSource.agentResponse,
      inReplyTo: prompt.incoming.isOccasion ? nil : prompt.incoming.message.id)
  }

  private var raw: JSONObject {
    var raw: JSONObject = ["text": .string(reply.text)]
    raw["thought"] = reply.thought.map(JSON.string)
    if !reply.actions.isEmpty { raw["actions"] = .array(reply.actions.map(JSON.string)) }
    if !reply.attachments.isEmpty { raw["attachments"] = .array(reply.attachments) }
    return raw
  }

  /// Real agents take the kind of channel from the message's metadata, not from the channel.
  private var metadata: JSONObject {
    let channelType = prompt.incoming.message.sentMetadata("channelType") ?? "GROUP"
    var metadata: JSONObject =
      reply.isPersons
      ? ["user_display_name": .string(reply.speaker?.name ?? "User")]
      : [
        "agent_id": .string(reply.speaker?.id ?? prompt.agent.id),
        "agentName": .string(reply.speaker?.name ?? prompt.agent.name),
      ]
    metadata["channelType"] = .string(channelType)
    metadata["isDm"] = .bool(channelType == "DM")
    if !reply.attachments.isEmpty { metadata["attachments"] = .array(reply.attachments) }
    for member in reply.metadata { metadata[member.key] = member.value }
    return metadata
  }
}
