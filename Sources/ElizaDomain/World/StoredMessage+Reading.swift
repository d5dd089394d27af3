public import JSON

/// What readers of a message see of what came with it.
extension StoredMessage {
  /// The raw message: what the sender handed over beside the text, or all of it.
  public var rawMessage: JSON? {
    switch body {
    case .socket(let payload, _): payload.value
    case .parts(let raw, _): raw?.value
    }
  }

  /// The metadata as stored; `channel` is where it was stored.
  public func metadata(in channel: Channel, naming: Profile.Naming) -> JSON? {
    switch body {
    case .parts(_, let metadata): metadata?.value
    case .socket(let payload, let socketID):
      StoredMessage.socketMetadata(payload.value, socketID, channel.messageServerID, naming)
    }
  }

  /// A server adds to a socket's metadata who sent it, from where, and to which message server.
  private static func socketMetadata(
    _ payload: JSON, _ socketID: String, _ messageServerID: String, _ naming: Profile.Naming
  ) -> JSON {
    var metadata = payload["metadata"]?.objectValue ?? [:]
    metadata["user_display_name"] = payload["senderName"]
    metadata["socket_id"] = .string(socketID)
    if naming != .current { metadata["serverId"] = .string(messageServerID) }
    if naming != .legacy { metadata["messageServerId"] = .string(messageServerID) }
    metadata["attachments"] = payload["attachments"] ?? metadata["attachments"]
    return .object(metadata)
  }
}
