import ElizaModel
import JSON

extension SocketConnection {
  /// A client sends a message: envelope type 2 and the event `2`.
  ///
  /// In this order: the message is stored, the others in the room get it, its author gets it with the
  /// id the page gave it, then the acknowledgement; only then do the agents see it.
  func send(_ call: SocketCall, _ payload: JSONDocument.Node) {
    guard let request = sendRequest(call.document, payload) else {
      return refuse(profile.sendRefusal, call)
    }
    if let field = request.overlongID(limit: Self.roomNameLimit) {
      return refuse("The \(field) has at most \(Self.roomNameLimit) bytes.", call)
    }
    do throws(IntakeError) {
      let channel = try channel(for: request)
      let message = storedMessage(request)
      world.findings.sent(request, to: channel, by: self)
      world.keep(message, in: channel)
      announce(message, in: channel, request)
      acknowledge(message, request, call)
      world.intake.handOver(incoming(message, in: channel, request))
    } catch {
      refuse(error.message, call)
    }
  }

  private func announce(_ message: StoredMessage, in channel: Channel, _ request: SendRequest) {
    let isAlias = request.room != channel.id
    let profile = world.profile
    var broadcast = request.broadcast(message, room: isAlias ? channel.id : nil, profile)
    events.rooms.emit(broadcast, toRoom: channel.id, except: socket)
    if isAlias { broadcast = request.broadcast(message, room: nil, profile) }
    let echo = request.echo(consume broadcast)
    emit(profile.sendsJSONStrings ? echo.withTextArgument : echo)
  }

  private func acknowledge(_ message: StoredMessage, _ request: SendRequest, _ call: SocketCall) {
    let event = request.acknowledgement(of: message)
    emit(event)
    guard profile.sendsEnvelopes || call.acknowledge != nil else { return }
    if profile.sendsEnvelopes { emit(EncodedEvent(.acknowledgement, compact: event.argument)) }
    call.succeed((try? JSON(parsing: Array(event.argument))) ?? [:])
  }
}

extension SendRequest {
  /// The first of its ids that is longer than anybody's id; ids are kept and sent to everybody.
  fileprivate func overlongID(limit: Int) -> String? {
    if room.utf8.count > limit { return "channelId" }
    if senderID.utf8.count > limit { return "senderId" }
    if messageServerID.utf8.count > limit { return "messageServerId" }
    return isMessageIDOverlong(limit) ? "messageId" : nil
  }

  /// The id is read only where it is long as it was written, which hardly any is.
  private func isMessageIDOverlong(_ limit: Int) -> Bool {
    guard let id = fields.messageID, document.rawRange(of: id).count > limit,
      let text = document.text(of: id)
    else { return false }
    return text.utf8.count > limit
  }
}

extension Profile {
  /// What a send without a required field is told.
  fileprivate var sendRefusal: String {
    release >= .v1_6_5
      ? "For SEND_MESSAGE: channelId, messageServerId (message_server_id), senderId (author_id), "
        + "and message are required."
      : "For SEND_MESSAGE: channelId, serverId (server_id), senderId (author_id), and message are "
        + "required."
  }
}
