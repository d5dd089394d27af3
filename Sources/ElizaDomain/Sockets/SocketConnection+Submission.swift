import ElizaModel
import JSON

extension SocketConnection {
  /// A send in the form in which messages enter the world.
  func submission(of request: SendRequest) -> MessageSubmission {
    let document = request.document
    let senderName = request.senderName.flatMap { document.string(of: $0) }
    return MessageSubmission(
      room: request.room, messageServerID: request.messageServerID, opening: opening(request),
      draft: draft(request), senderName: senderName, targetAgentID: targetAgentID(request),
      connection: socketID)
  }

  private func draft(_ request: SendRequest) -> MessageDraft {
    let document = request.document
    let source = request.field("source").flatMap { document.text(of: $0) }
    return MessageDraft(
      authorID: request.senderID, content: content(request),
      body: .socket(
        payload: StoredJSON(compact: raw(request.payload, document)), socketID: socketID),
      sourceType: source ?? MessageSource.socket, sourceID: sourceID(request))
  }

  private func content(_ request: SendRequest) -> MessageContent {
    let document = request.document
    if let text = document.string(of: request.text) { return .text(text) }
    return .other(StoredJSON(compact: raw(request.text, document)))
  }

  private func raw(_ node: JSONDocument.Node, _ document: JSONDocument) -> [UInt8] {
    Array(document.bytes[document.rawRange(of: node)])
  }

  /// Since 1.6.5 the page's own id, or one made of the time and some letters.
  private func sourceID(_ request: SendRequest) -> String? {
    guard profile.release >= .v1_6_5 else { return nil }
    if let id = request.messageID { return request.document.text(of: id) }
    return "socketio-\(world.clock.now.milliseconds)-\(world.ids.next().prefix(6))"
  }

  /// How a channel nobody knows is made; nothing is read where the channel exists.
  private func opening(_ request: SendRequest) -> ChannelOpening {
    guard world.channel(inRoom: request.room) == nil else {
      return ChannelOpening(maker: ChannelOpening.socketMaker)
    }
    let document = request.document
    let metadata = request.metadata
    let isDirect = metadata.map { metadata in
      document.firstTruthy("isDm", of: metadata) != nil
        || document.member("channelType", of: metadata).map { document.matches($0, "DM") } == true
    }
    return ChannelOpening(
      maker: ChannelOpening.socketMaker, isDirect: isDirect ?? false,
      counterpart: counterpart(request, metadata),
      metadata: metadata.map { StoredJSON(compact: raw($0, document)) })
  }

  private func counterpart(_ request: SendRequest, _ metadata: JSONDocument.Node?) -> String? {
    let document = request.document
    let named = metadata.flatMap { document.firstTruthy("targetUserId", "recipientId", of: $0) }
    return (named ?? request.field("targetUserId")).flatMap { document.string(of: $0) }
  }

  /// The agent that the author asks for, where it says so.
  private func targetAgentID(_ request: SendRequest) -> String? {
    let document = request.document
    let named = counterpart(request, request.metadata)
    guard named == nil, profile.isLenient else { return named }
    let agent =
      request.field("agentId")
      ?? request.metadata.flatMap { document.firstTruthy("agentId", of: $0) }
    return agent.flatMap { document.string(of: $0) }
  }
}
