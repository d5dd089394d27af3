import ElizaModel
import HTTP1
import JSON

/// The routes by which agents outside of the server speak: replies, actions, completion.
struct AgentPosts {
  let world: World

  /// Adds the routes.
  func add(to router: inout Router) {
    let base = MessageServerRoutes.messaging
    router.add(.post, base + "/submit", PostContracts.submit(world.profile), submit)
    router.add(
      .post, base + "/ingest-external", PostContracts.ingest,
      ExternalMessages(world: world).ingest)
    if world.profile.hasActionMessages {
      router.add(.post, base + "/action", PostContracts.startAction(world.profile), startAction)
      router.add(
        .patch, base + "/action/:messageId", PostContracts.updateAction, updateAction)
    }
    if world.profile.sendsMessageComplete {
      router.add(.post, base + "/complete", PostContracts.complete, complete)
    }
  }

  private func submit(_ call: Call) throws(Refusal) -> Answer {
    let body = try call.body(destructuring: "channel_id")
    if let post = UserSubmission(body, call, world: world) { return try post.accept() }
    let fields = try AgentPostFields(body, world: world, connection: call.connection)
    let (channel, message) = try store(fields, otherwise: "Failed to submit agent message")
    RoomBroadcast(world: world).agentReply(message, in: channel)
    return answer(.created, message, in: channel)
  }

  private func startAction(_ call: Call) throws(Refusal) -> Answer {
    let body = try call.body(destructuring: "messageId")
    let fields = try AgentPostFields(body, world: world, connection: call.connection)
    let (channel, message) = try store(fields, otherwise: "Failed to create action")
    RoomBroadcast(world: world).agentAction(
      message, in: channel, raw: body["raw_message"], metadata: body["metadata"],
      messageServerID: fields.messageServerID)
    return answer(.created, message, in: channel)
  }

  private func updateAction(_ call: Call) throws(Refusal) -> Answer {
    let id = call.parameter("messageId")
    guard Identifier.isUUID(id) else { throw .message(.badRequest, "Invalid message id") }
    let change = try ActionChange(call.body.value ?? [:])
    guard let (channel, _) = world.message(id),
      let message = world.updateMessage(id, change.messageChange)
    else { throw .message(.notFound, "Message not found") }
    RoomBroadcast(world: world).agentAction(
      message, in: channel, raw: change.raw, metadata: change.metadata,
      messageServerID: change.messageServerID)
    var body = message.stored(in: channel, world.profile)
    body.nullFields =
      world.profile.showsNullSource ? [.inReplyTo, .sourceID] : .inReplyTo
    return .data(body)
  }

  private func complete(_ call: Call) throws(Refusal) -> Answer {
    let body = call.body.value ?? [:]
    let server = MessageServerField(world: world).value(in: body, connection: call.connection)
    guard let channel = body["channel_id"]?.stringValue, Identifier.isUUID(channel), let server,
      Identifier.isUUID(server)
    else { throw .message(.badRequest, "Missing or invalid fields: channel_id, server_id") }
    world.outlet?.emit(
      EncodedEvent(MessageComplete(channelID: channel, serverID: server)),
      toRoom: channel, except: nil)
    return .body(Outcome(message: "Completion event emitted"))
  }

  /// The database refuses unknown channels, unknown messages to reply to and ids in use.
  private func store(
    _ fields: AgentPostFields, otherwise text: String
  ) throws(Refusal) -> (Channel, StoredMessage) {
    let known = fields.draft.inReplyTo.map { world.message($0) != nil } ?? true
    let free = fields.draft.id.map { world.message($0) == nil } ?? true
    guard let channel = world.channel(inRoom: fields.channelID), known, free else {
      throw .message(.internalServerError, text)
    }
    return (channel, world.store(fields.draft, in: channel))
  }

  private func answer(_ status: HTTPStatus, _ message: StoredMessage, in channel: Channel) -> Answer
  {
    .stored(message.stored(in: channel, world.profile), status, world.profile)
  }
}

extension Answer {
  /// A stored message; some clients look for it one level deeper.
  static func stored(
    _ message: CentralMessage, _ status: HTTPStatus, _ profile: Profile
  ) -> Answer {
    guard profile.answersInEveryShape, var data = message.json.objectValue else {
      return .data(message, status)
    }
    data["message"] = message.json
    return .data(.object(data), status)
  }
}
