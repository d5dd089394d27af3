import ElizaModel
import HTTP1
import JSON

/// The routes by which agents outside of the server speak: replies, actions, completion.
struct AgentPosts {
  let world: World

  /// Adds the routes.
  func add(to router: inout Router) {
    let base = MessageServerRoutes.messaging
    router.add(.post, base + "/submit", submit)
    router.add(.post, base + "/ingest-external", ExternalMessages(world: world).ingest)
    if world.profile.hasActionMessages {
      router.add(.post, base + "/action", startAction)
      router.add(.patch, base + "/action/:messageId", updateAction)
    }
    if world.profile.sendsMessageComplete { router.add(.post, base + "/complete", complete) }
  }

  private func submit(_ call: Call) throws(Refusal) -> Answer {
    let body = try call.body(destructuring: "channel_id")
    if let post = UserSubmission(body, call, world: world) { return try post.accept() }
    let fields = try AgentPostFields(body, world: world)
    let (channel, message) = try store(fields, otherwise: "Failed to submit agent message")
    RoomBroadcast(world: world).agentReply(message, in: channel)
    return answer(.created, message, in: channel)
  }

  private func startAction(_ call: Call) throws(Refusal) -> Answer {
    let body = try call.body(destructuring: "messageId")
    let fields = try AgentPostFields(body, world: world)
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
      let message = world.updateMessage(id, change.apply)
    else { throw .message(.notFound, "Message not found") }
    RoomBroadcast(world: world).agentAction(
      message, in: channel, raw: change.raw, metadata: change.metadata,
      messageServerID: change.messageServerID)
    return .data(updated(message, in: channel))
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
    return .json(.ok, ["success": true, "message": "Completion event emitted"])
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
    var data = message.storedJSON(in: channel, world.profile)
    if world.profile.answersInEveryShape { data["message"] = .object(data) }
    return .data(.object(data), status: status)
  }

  private func updated(_ message: StoredMessage, in channel: Channel) -> JSON {
    var data = message.storedJSON(in: channel, world.profile)
    let times = ["createdAt", "updatedAt"].map { ($0, data[$0]) }
    for (key, _) in times { data[key] = nil }
    data["inReplyToRootMessageId"] = message.inReplyTo.map(JSON.string) ?? .null
    for (key, value) in times { data[key] = value }
    return .object(data)
  }
}
