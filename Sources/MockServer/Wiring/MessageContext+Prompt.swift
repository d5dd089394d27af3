import ElizaDomain
import JSON
import Scenario

extension MessageContext {
  /// What is known about the message of a prompt; what few scenarios ask for only with `readingAll`.
  init(_ prompt: AgentPrompt, readingAll: Bool) {
    let incoming = prompt.incoming
    self.init(
      text: prompt.text, senderID: incoming.message.authorID,
      senderName: incoming.senderName ?? "", agentID: prompt.agent.id,
      agentName: prompt.agent.name, channelID: incoming.channel.id,
      conversation: prompt.conversation)
    clientMessageID = incoming.clientMessageID
    connection = incoming.connection
    guard readingAll else { return }
    messageID = incoming.message.id
    channelName = incoming.channel.name
    sessionID = prompt.sessionID ?? ""
    payload = incoming.message.sentPayload
    now = prompt.now
  }
}

extension StoredMessage {
  /// The message as its client sent it; of a post by HTTP, the raw message with the metadata in it.
  fileprivate var sentPayload: JSON {
    switch body {
    case .socket(let payload, _): return payload.value
    case .parts(let raw, let metadata):
      var payload = raw?.value.objectValue ?? [:]
      if let metadata { payload["metadata"] = metadata.value }
      return .object(payload)
    }
  }
}
