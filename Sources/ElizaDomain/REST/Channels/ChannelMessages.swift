import ElizaModel
import HTTP1
import JSON

/// `/channels/:channelId/messages`: posting to a channel and reading its history.
struct ChannelMessages {
  let world: World

  /// Adds the routes.
  func add(to router: inout Router, _ path: String) {
    router.add(.post, path, ChannelContracts.post(world.profile), post)
    router.add(.get, path, ChannelContracts.messages(world.profile), list)
  }

  private func post(_ call: Call) throws(Refusal) -> Answer {
    let body = try call.body(destructuring: "author_id")
    let transport = try transport(body)
    let post = try ChannelPost(call, body, world: world)
    let accepted: IncomingMessage
    do throws(IntakeError) {
      accepted = try world.intake.accept(post.submission)
    } catch {
      throw .message(.internalServerError, error.message)
    }
    try requireTarget(in: accepted, post)
    return deliver(accepted, post, transport, call)
  }

  private func deliver(
    _ message: IncomingMessage, _ post: ChannelPost, _ transport: ReplyTransport, _ call: Call
  ) -> Answer {
    let answer = ChannelPostAnswer(message: message, profile: world.profile)
    switch transport {
    case .websocket:
      RoomBroadcast(world: world).userMessage(
        message.message, in: message.channel, senderName: post.senderName)
      world.intake.handOver(message)
      return .body(answer.body(reply: nil), .created)
    case .http:
      let receiver = AnsweringReceiver(call) { answer.body(reply: $0) }
      world.intake.handOver(message.delivered(to: receiver))
    case .sse:
      let receiver = EventStreamReceiver(
        call, userMessage: answer.userMessage, messageID: message.message.id,
        namesTypes: world.profile.answersInEveryShape)
      world.intake.handOver(message.delivered(to: receiver))
    }
    return .later
  }

  private func list(_ call: Call) throws(Refusal) -> Answer {
    let id = call.parameter("channelId")
    try world.requireChannelID(id, otherwise: "Invalid channelId")
    guard let channel = world.channel(inRoom: id) else {
      return .data(CentralMessageList(messages: []))
    }
    if call.queryValue("before") == nil { world.findings.polled(call.request, channel.id) }
    let range = HistoryQuery(call, world.profile).range(in: channel.messages)
    let messages = range.reversed().map {
      channel.messages[$0].listed(in: channel, of: world)
    }
    guard world.profile.answersInEveryShape else {
      return .data(CentralMessageList(messages: messages))
    }
    return .data(["messages": .array(messages.map(inEveryShape))])
  }

  /// Some clients look for the names that posts have.
  private func inEveryShape(_ message: CentralMessage) -> JSON {
    var object = message.json.objectValue ?? [:]
    object["author_id"] = .string(message.authorID)
    object["source_type"] = message.sourceType.map(JSON.string)
    return .object(object)
  }

  private func transport(_ body: JSON) throws(Refusal) -> ReplyTransport {
    guard world.profile.hasReplyTransports else { return .websocket }
    do throws(ReplyTransport.Complaint) {
      return try ReplyTransport.requested(by: body)
    } catch {
      throw .message(.badRequest, error.text)
    }
  }

  /// From 1.7 on a post must be meant for somebody; the message is stored all the same.
  private func requireTarget(in message: IncomingMessage, _ post: ChannelPost) throws(Refusal) {
    guard world.profile.hasReplyTransports, !world.profile.answersWithoutParticipation else {
      return
    }
    let others = message.channel.participants.contains { $0 != message.message.authorID }
    guard others || post.metadata["targetAgentId"]?.isTruthy == true else {
      throw .message(.badRequest, "No agent found in channel participants")
    }
  }
}

extension IncomingMessage {
  /// The same message with replies going to a caller.
  func delivered(to receiver: any ReplyReceiver) -> IncomingMessage {
    IncomingMessage(
      channel: channel, message: message, senderName: senderName, targetAgentID: targetAgentID,
      session: session, delivery: .caller(receiver), connection: connection, postedID: postedID)
  }
}
