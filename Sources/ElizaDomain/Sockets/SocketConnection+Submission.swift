import ElizaModel
import JSON

extension SocketConnection {
  /// The channel that a send is for; most go to the same one as the last.
  func channel(for request: SendRequest) throws(IntakeError) -> Channel {
    if let recentChannel, recentChannel.id == request.room, !recentChannel.isDeleted {
      return recentChannel
    }
    let channel = try world.intake.channel(
      inRoom: request.room, on: request.messageServerID, opening: opening(request),
      author: request.senderID, connection: socketID)
    recentChannel = channel
    habits.isRoomChecked = false
    return channel
  }

  /// What the agents are handed of a send that is stored.
  func incoming(
    _ message: StoredMessage, in channel: Channel, _ request: SendRequest
  ) -> IncomingMessage {
    IncomingMessage(
      channel: channel, message: message,
      senderName: request.senderName.flatMap { request.document.string(of: $0) },
      targetAgentID: targetAgentID(request), connection: socketID)
  }

  /// What is stored of a send; made without a draft, which would be copied field by field.
  func storedMessage(_ request: SendRequest) -> StoredMessage {
    let document = request.document
    let source = request.fields.source.flatMap { recentSource.text(of: $0, in: document) }
    return StoredMessage(
      id: world.ids.next(), authorID: request.senderID, text: .sent(request.textInPayload),
      body: .socket(payload: stored(request.payload, document), socketID: socketID),
      sourceType: source ?? MessageSource.socket, sourceID: sourceID(request), inReplyTo: nil,
      createdAt: world.clock.now, sequence: world.nextSequence())
  }

  private func stored(_ node: JSONDocument.Node, _ document: JSONDocument) -> StoredJSON {
    var bytes: [UInt8] = []
    document.appendRaw(node, to: &bytes)
    return StoredJSON(compact: bytes)
  }

  /// Since 1.6.5 the page's own id, or one made of the time and some letters.
  private func sourceID(_ request: SendRequest) -> String? {
    guard profile.release >= .v1_6_5 else { return nil }
    if let id = request.fields.messageID { return request.document.text(of: id) }
    return "socketio-\(world.clock.now.milliseconds)-\(world.ids.next().prefix(6))"
  }

  /// How a channel nobody knows is made.
  private func opening(_ request: SendRequest) -> ChannelOpening {
    let document = request.document
    let metadata = request.fields.metadata
    let isDirect = metadata.map { metadata in
      document.firstTruthy("isDm", of: metadata) != nil
        || document.member("channelType", of: metadata).map { document.matches($0, "DM") } == true
    }
    return ChannelOpening(
      maker: ChannelOpening.socketMaker, isDirect: isDirect ?? false,
      counterpart: counterpart(request), metadata: metadata.map { stored($0, document) })
  }

  private func counterpart(_ request: SendRequest) -> String? {
    let document = request.document
    let named = request.fields.metadata.flatMap {
      document.firstTruthy("targetUserId", "recipientId", of: $0)
    }
    return (named ?? request.fields.targetUserID).flatMap { document.string(of: $0) }
  }

  /// The agent that the author asks for, where it says so.
  private func targetAgentID(_ request: SendRequest) -> String? {
    let named = counterpart(request)
    guard named == nil, profile.isLenient else { return named }
    let document = request.document
    let agent =
      document.firstTruthy("agentId", of: request.payload)
      ?? request.fields.metadata.flatMap { document.firstTruthy("agentId", of: $0) }
    return agent.flatMap { document.string(of: $0) }
  }
}
