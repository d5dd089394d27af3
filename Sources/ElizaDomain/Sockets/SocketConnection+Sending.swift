import Bytes
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
      announce(incoming, request, call)
      world.intake.handOver(incoming)
    } catch {
      refuse(error.message, call)
    }
  }

  private func announce(_ incoming: IncomingMessage, _ request: SendRequest, _ call: SocketCall) {
    let channelID = incoming.channel.id
    var broadcast = broadcast(incoming.message, request, room: channelID)
    events.rooms.emit(broadcast.finish(), toRoom: channelID, except: socketID)
    if request.room != channelID {
      broadcast = self.broadcast(incoming.message, request, room: request.room)
    }
    if let id = request.field("messageId") {
      broadcast.add("clientMessageId", id, of: request.document)
    }
    emit(profile.sendsJSONStrings ? broadcast.finishAsText() : broadcast.finish())
    acknowledge(incoming.message, request, call)
  }

  private func acknowledge(_ message: StoredMessage, _ request: SendRequest, _ call: SocketCall) {
    var event = EventWriter("messageAck", capacity: 288)
    addAcknowledgement(message, request, to: &event)
    if profile.sendsEnvelopes {
      let envelope = EncodedEvent(.acknowledgement, payload: event.argument)
      emit(event.finish())
      emit(envelope)
    } else {
      emit(event.finish())
    }
    call.succeed { addAcknowledgement(message, request, to: &$0) }
  }

  private func addAcknowledgement(
    _ message: StoredMessage, _ request: SendRequest, to event: inout EventWriter
  ) {
    if let id = request.field("messageId") {
      event.add("clientMessageId", id, of: request.document)
    }
    event.add("messageId", message.id)
    event.add("status", "received_by_server_and_processing")
    event.add("channelId", request.room)
    event.add("roomId", request.room)
  }

  /// Shape a of the broadcasts.
  private func broadcast(
    _ message: StoredMessage, _ request: SendRequest, room: String
  ) -> EventWriter {
    let document = request.document
    var event = EventWriter(
      "messageBroadcast", capacity: 480 + document.rawRange(of: request.text).count)
    event.add("id", message.id)
    event.add("senderId", request.senderID)
    if let name = senderName(request) {
      event.add("senderName", name, of: document)
    } else {
      event.add("senderName", "User")
    }
    event.add("text", request.text, of: document)
    event.add("channelId", room)
    event.add("roomId", room)
    if profile.naming != .legacy { event.add("messageServerId", request.messageServerID) }
    if profile.naming != .current { event.add("serverId", request.messageServerID) }
    event.add("createdAt", message.createdAt.milliseconds)
    event.add("source", message.sourceType)
    if let attachments = document.member("attachments", of: request.payload),
      !document.isNull(attachments)
    {
      event.add("attachments", attachments, of: document)
    }
    if profile.isLenient, let metadata = request.field("metadata") {
      event.add("metadata", metadata, of: document)
    }
    return event
  }

  private func senderName(_ request: SendRequest) -> JSONDocument.Node? {
    request.field("senderName") ?? (profile.isLenient ? request.field("userName") : nil)
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
