import ElizaModel
import JSON

/// The shapes in which a message leaves by HTTP.
extension StoredMessage {
  /// As its sender to a session gets it back.
  func sent(in channel: Channel, _ profile: Profile) -> SentSessionMessage {
    SentSessionMessage(
      id: id, content: content.value, authorID: authorID, createdAt: createdAt,
      metadata: metadata(in: channel, naming: profile.naming) ?? [:])
  }

  /// As a session lists it.
  func inSession(_ channel: Channel, _ profile: Profile) -> SessionMessage {
    let raw = rawMessage
    var metadata: JSONObject = [:]
    metadata["thought"] = raw?["thought"]
    metadata["actions"] = raw?["actions"]
    metadata.merge(self.metadata(in: channel, naming: profile.naming))
    metadata["attachments"] = metadata["attachments"].map(profile.shown)
    return SessionMessage(
      id: id, content: content.value, authorID: authorID, isAgent: isAgentReply,
      createdAt: createdAt, metadata: .object(metadata))
  }

  /// As the internal bus carries it; message posts are answered with it.
  func onBus(_ channel: Channel, _ profile: Profile) -> BusMessage {
    var body = BusMessage(
      id: id, channelID: channel.id, authorID: authorID, content: content.value,
      createdAt: createdAt)
    if profile.naming != .current { body.serverID = channel.messageServerID }
    if profile.naming != .legacy { body.messageServerID = channel.messageServerID }
    body.sourceType = sourceType
    body.sourceID = sourceID
    body.rawMessage = rawMessage
    body.metadata = metadata(in: channel, naming: profile.naming)
    body.authorDisplayName = body.metadata?["user_display_name"]?.stringValue
    body.inReplyTo = inReplyTo
    return body
  }

  /// As it is stored, which agents get back.
  func stored(in channel: Channel, _ profile: Profile) -> CentralMessage {
    var body = CentralMessage(
      id: id, channelID: channel.id, authorID: authorID, content: content.value,
      createdAt: createdAt, updatedAt: updatedAt)
    body.rawMessage = rawMessage
    body.sourceType = sourceType
    body.sourceID = sourceID
    body.metadata = metadata(in: channel, naming: profile.naming)
    body.inReplyTo = inReplyTo
    return body
  }

  /// As a channel lists it; a reply to a message that is gone is a reply to nothing.
  func listed(in channel: Channel, of world: World) -> CentralMessage {
    var body = stored(in: channel, world.profile)
    var metadata = body.metadata?.objectValue ?? [:]
    for key in ["thought", "actions"] { metadata[key] = body.rawMessage?[key] ?? metadata[key] }
    if world.profile.rewritesAttachments {
      let attachments = body.rawMessage?["attachments"] ?? metadata["attachments"]
      metadata["attachments"] = attachments.map(MediaLinks.rewriting)
    }
    body.metadata = .object(metadata)
    body.rawMessage = body.rawMessage.map(StoredMessage.unwrapped)
    body.inReplyTo = inReplyTo.flatMap { world.message($0)?.message.id }
    body.nullFields = .inReplyTo
    body.repeatsTimes = true
    return body
  }

  /// A database of JSON values reads a text that is JSON as what it says.
  private static func unwrapped(_ raw: JSON) -> JSON {
    guard case .string(let text) = raw, text.utf8.first == UInt8(ascii: "{") else { return raw }
    return (try? JSON(parsing: text)) ?? raw
  }
}
