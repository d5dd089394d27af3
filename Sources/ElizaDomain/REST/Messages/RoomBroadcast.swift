import ElizaModel
import JSON

/// The `messageBroadcast` events that HTTP calls cause, in the shapes of real servers.
struct RoomBroadcast {
  let world: World

  /// A user's message that came by HTTP: no `channelId`, no `clientMessageId`.
  func userMessage(_ message: StoredMessage, in channel: Channel, senderName: String?) {
    var event = event(message, in: channel, senderName: senderName ?? "User")
    setMessageServer(channel.messageServerID, of: &event)
    emit(event)
  }

  /// An agent's reply: `serverId` in every release.
  func agentReply(_ message: StoredMessage, in channel: Channel) {
    let metadata = message.metadata(in: channel, naming: world.profile.naming)
    var event = event(message, in: channel, senderName: agentName(metadata))
    event.serverID = channel.messageServerID
    setThoughts(message.rawMessage, metadata, of: &event)
    emit(event)
  }

  /// The progress of an action, with what the call that told about it brought along.
  func agentAction(
    _ message: StoredMessage, in channel: Channel, raw: JSON?, metadata: JSON?,
    messageServerID: String?
  ) {
    var event = event(message, in: channel, senderName: agentName(metadata))
    if let messageServerID { setMessageServer(messageServerID, of: &event) }
    setThoughts(raw, metadata, of: &event)
    event.updatedAt = message.updatedAt
    event.rawMessage = raw
    emit(event)
  }

  private func event(
    _ message: StoredMessage, in channel: Channel, senderName: String
  ) -> MessageBroadcast {
    var event = MessageBroadcast(
      order: .bus, id: message.id, senderID: message.authorID, senderName: senderName,
      text: message.content.value, roomID: channel.id, createdAt: message.createdAt,
      source: message.sourceType ?? "")
    if world.profile.namesChannelInReplies { event.channelID = channel.id }
    return event
  }

  private func setMessageServer(_ id: String, of event: inout MessageBroadcast) {
    if world.profile.naming != .current { event.serverID = id }
    if world.profile.naming != .legacy { event.messageServerID = id }
  }

  private func setThoughts(_ raw: JSON?, _ metadata: JSON?, of event: inout MessageBroadcast) {
    event.thought = raw?["thought"]
    event.actions = raw?["actions"]
    let attachments = metadata?["attachments"] ?? raw?["attachments"]
    event.attachments = attachments.map(world.profile.shown)
  }

  private func agentName(_ metadata: JSON?) -> String {
    metadata?["agentName"]?.stringValue ?? "Agent"
  }

  private func emit(_ event: MessageBroadcast) {
    world.outlet?.emit(EncodedEvent(event), toRoom: event.roomID, except: nil)
  }
}
