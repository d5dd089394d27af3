import ElizaDomain
import ElizaModel
import HTTP1
import JSON

extension Person {
  private static let phrases = [
    "I feel sad today", "my mother never listens", "do you remember me?", "perhaps",
    "ünïcode \u{1F600}",
    "I am \"quoted\" and \\ escaped", "computers worry me", "why can't I sleep", "yes", "no",
  ]

  /// Says the next thing, by the socket or by HTTP.
  func say() {
    let message = makeMessage(byHTTP: chance.happens(traits.httpShare) && place.channelID != nil)
    ledger.note(message)
    guard message.clientID != nil else { return post(message) }
    guard isInRoom, socket != nil else {
      note("keeps '\(message.text)' for later")
      return waiting.append(message)
    }
    send(message)
  }

  /// Sends a message through the socket.
  func send(_ message: Ledger.Sent) {
    note("sends '\(message.text)'")
    var payload: JSONObject = [
      "channelId": .string(sendName), "roomId": .string(sendName), "senderId": .string(userID),
      "senderName": .string(name), "message": .string(message.text), "source": "client_chat",
      "serverId": .string(Identifier.defaultMessageServer),
      "messageServerId": .string(Identifier.defaultMessageServer), "attachments": [],
      "metadata": ["targetUserId": .string(place.agentIDs[0])],
    ]
    if place.origin != .firstMessage { payload["metadata"] = ["channelType": "GROUP"] }
    payload["messageId"] = message.clientID.map(JSON.string)
    let envelope: JSON = ["type": 2, "payload": .object(payload)]
    guard traits.wantsCallbacks, let record else {
      socket?.emit("message", envelope)
      return
    }
    socket?.emit("message", envelope) { record.callback($0, of: message) }
  }

  /// An event of the server.
  func received(_ name: String, _ argument: JSON, _ record: SocketRecord) {
    note("got \(name) \(argument.text.prefix(70))")
    switch name {
    case "channel_joined": joined(argument["channelId"]?.stringValue ?? "", record)
    case "messageBroadcast": record.broadcast(argument)
    case "messageAck": record.acknowledgement(argument)
    case "messageComplete": record.complete(argument)
    case "message": record.envelope(argument)
    case "messageStreamChunk": record.chunk(argument)
    case "room_joined", "controlMessage", "connection_established", "authenticated": break
    default: fail("got \(name) \(argument.text)")
    }
  }

  private func makeMessage(byHTTP: Bool) -> Ledger.Sent {
    let number = ledger.tally.messages
    let text =
      traits.repeatsItself
      ? "\(name) says the same" : "\(name) \(number): \(chance.pick(Self.phrases))"
    let message = Ledger.Sent(
      text: text, author: userID, clientID: byHTTP ? nil : chance.uuid(), place: place)
    message.isRepeated = traits.repeatsItself
    return message
  }
}

extension Person {
  private func post(_ message: Ledger.Sent) {
    let transport = chance.pick(["websocket", "websocket", "http", "sse"])
    message.isAnsweredToCaller = transport != "websocket" && profile.release >= .v1_7_2
    note("posts '\(message.text)' for \(transport)")
    var body: JSONObject = [
      "content": .string(message.text), "author_id": .string(userID), "source_type": "client_chat",
      "server_id": .string(Identifier.defaultMessageServer),
      "message_server_id": .string(Identifier.defaultMessageServer),
      "metadata": ["user_display_name": .string(name)],
    ]
    if message.isAnsweredToCaller { body["transport"] = .string(transport) }
    if place.origin == .firstMessage {
      body["metadata"] = ["targetUserId": .string(place.agentIDs[0])]
    }
    let fetch = http.fetch(.post, postPath, body: JSON.object(body).serialized()) { [self] in
      posted($0, message, transport)
    }
    // Some do not wait for the agent.
    if message.isAnsweredToCaller, chance.happens(0.2) {
      clock.after(chance.duration(.zero ... .seconds(2))) { fetch.cancel() }
    }
  }

  private var postPath: String {
    if let session = place.sessionID, chance.happens(0.7) {
      return "/api/messaging/sessions/\(session)/messages"
    }
    return "\(simulation.channelsPath)/\(place.channelID ?? "")/messages"
  }

  private func posted(
    _ result: Result<Fetch.Reply, Fetch.Failure>, _ message: Ledger.Sent, _ transport: String
  ) {
    guard case .success(let reply) = result else { return }
    note("post answered \(reply.status) \(String(decoding: reply.body.prefix(160), as: UTF8.self))")
    guard reply.headers["Content-Type"] != "text/event-stream" else {
      return streamed(reply, message)
    }
    guard reply.status == 201, let json = try? JSON(parsing: reply.body) else {
      return fail(
        "a post was answered \(reply.status) \(String(decoding: reply.body, as: UTF8.self))")
    }
    let id = json.at("userMessage.id") ?? json.at("message.id") ?? json.at("data.id") ?? json["id"]
    guard let id = id?.stringValue else { return fail("a post without id: \(json.text)") }
    if !message.isRepeated { ledger.acknowledged(message, as: id, "HTTP") }
    let isAnswered = json["agentResponse"]?.objectValue != nil
    if message.isAnsweredToCaller, !isAnswered, !message.isRepeated, profile.isLenient {
      fail("'\(message.text)' got no answer by HTTP: \(json.text)")
    }
  }

  private func streamed(_ reply: Fetch.Reply, _ message: Ledger.Sent) {
    let text = String(decoding: reply.body, as: UTF8.self)
    let isWhole = text.hasPrefix("event: user_message\n") && text.hasSuffix("\n\n")
    let ends = text.contains("event: done\n") || text.contains("event: error\n")
    if !isWhole || !ends { fail("an event stream of '\(message.text)' that is not whole: \(text)") }
  }
}
