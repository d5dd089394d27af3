import ElizaModel
import JSON

extension SocketConnection {
  /// A client sends a message: envelope type 2 and the event `2`.
  ///
  /// In this order: the message is stored, the others in the room get it, its author gets it with the
  /// id the page gave it, then the acknowledgement; only then do the agents see it.
  func send(_ call: SocketCall, _ payload: JSONDocument.Node) {
    guard let request = SendRequest(call.document, payload, self) else {
      return refuse(profile.sendRefusal, call)
    }
    do throws(IntakeError) {
      let incoming = try world.intake.accept(submission(of: request))
      announce(incoming, request)
      acknowledge(incoming.message, request, call)
      world.intake.handOver(incoming)
    } catch {
      refuse(error.message, call)
    }
  }

  private func announce(_ incoming: IncomingMessage, _ request: SendRequest) {
    let channelID = incoming.channel.id
    var broadcast = SendBroadcast(incoming.message, request, room: channelID, profile)
    events.rooms.emit(broadcast.event, toRoom: channelID, except: socketID)
    if request.room != channelID {
      broadcast = SendBroadcast(incoming.message, request, room: request.room, profile)
    }
    if let id = request.messageID { broadcast.addClientMessageID(id, of: request.document) }
    emit(profile.sendsJSONStrings ? broadcast.event.withTextArgument : broadcast.event)
  }

  private func acknowledge(_ message: StoredMessage, _ request: SendRequest, _ call: SocketCall) {
    let acknowledgement = MessageAck(
      clientMessageID: request.messageID.map { request.document.value(of: $0) },
      messageID: message.id, room: request.room)
    emit(EncodedEvent(acknowledgement))
    if profile.sendsEnvelopes { emit(EncodedEvent(.acknowledgement, acknowledgement)) }
    call.succeed(acknowledgement.json)
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
