import ElizaModel
import HTTP1
import JSON

/// `/api/messaging/sessions` as it was up to 1.4.2: no expiry, bare errors.
struct LegacySessionResource {
  let world: World

  /// Adds the routes.
  func add(to router: inout Router) {
    let base = SessionResource.base
    router.add(.post, base, LegacySessionContracts.create, create)
    router.add(.get, base, LegacySessionContracts.list, list)
    router.add(.get, base + "/health", LegacySessionContracts.health, health)
    router.add(.get, base + "/:sessionId", LegacySessionContracts.info, info)
    router.add(.delete, base + "/:sessionId", LegacySessionContracts.delete, delete)
    router.add(.post, base + "/:sessionId/messages", LegacySessionContracts.send, send)
    router.add(.get, base + "/:sessionId/messages", LegacySessionContracts.messages, messages)
  }

  private func create(_ call: Call) throws(Refusal) -> Answer {
    guard let body = call.body.value else {
      throw failure(.internalServerError, "Failed to create session")
    }
    guard body["agentId"]?.isTruthy == true, body["userId"]?.isTruthy == true else {
      throw failure(.badRequest, "Missing required fields: agentId and userId")
    }
    guard let agentID = body["agentId"]?.stringValue, let userID = body["userId"]?.stringValue,
      Identifier.isUUID(agentID), Identifier.isUUID(userID)
    else { throw failure(.badRequest, "Invalid UUID format for agentId or userId") }
    guard let agent = world.agentMakingIfAllowed(agentID, connection: call.connection),
      agent.status == .active
    else { throw failure(.notFound, "Agent not found") }
    try requireSmall(body["metadata"], otherwise: "Failed to create session")
    let metadata = body["metadata"].ifTruthy ?? [:]
    let session = makeSession(agent.id, userID, StoredJSON(metadata))
    return .written(session.created(world.profile), .created)
  }

  private func makeSession(
    _ agentID: String, _ userID: String, _ metadata: StoredJSON
  ) -> Session {
    let draft = SessionDraft(
      agentID: agentID, userID: userID, metadata: metadata,
      timeout: world.sessionLimits.defaults)
    return world.makeSession(draft) { session in
      var channel: JSONObject = [
        "sessionId": .string(session.id), "agentId": .string(session.agentID),
        "userId": .string(session.userID),
      ]
      channel.merge(session.metadata.value)
      return StoredJSON(.object(channel))
    }
  }

  private func info(_ call: Call) throws(Refusal) -> Answer {
    let session = try session(of: call)
    return .body(session.info(at: world.clock.now, world.profile))
  }

  private func delete(_ call: Call) throws(Refusal) -> Answer {
    world.deleteSession(try session(of: call).id)
    return .body(Outcome())
  }

  private func list(_ call: Call) throws(Refusal) -> Answer {
    let now = world.clock.now
    let sessions = world.sessionsByCreation.filter { !$0.isExpired(at: now) }
    return .body(
      SessionList(
        sessions: sessions.map { $0.info(at: now, world.profile) }, total: sessions.count))
  }

  private func health(_ call: Call) throws(Refusal) -> Answer {
    let now = world.clock.now
    let active = world.sessions.values.count { !$0.isExpired(at: now) }
    return .body(SessionHealth(status: "healthy", activeSessions: active, timestamp: now))
  }

  private func send(_ call: Call) throws(Refusal) -> Answer {
    let session = try session(of: call)
    guard let body = call.body.value else {
      throw failure(
        .badRequest, "Cannot read properties of undefined (reading 'content')")
    }
    let content = try content(of: body)
    try requireSmall(body["metadata"], otherwise: "Failed to send message")
    guard let channel = world.channels[session.channelID] else {
      throw failure(.internalServerError, "Failed to send message")
    }
    session.touch(at: world.clock.now)
    let message = world.store(draft(session, content, body), in: channel)
    world.intake.handOver(
      IncomingMessage(
        channel: channel, message: message, session: session, connection: call.connection,
        postedID: body.sentMessageID))
    return .body(message.sent(in: channel, world.profile), .created)
  }

  private func draft(_ session: Session, _ content: String, _ body: JSON) -> MessageDraft {
    var raw: JSONObject = ["content": .string(content)]
    raw["attachments"] = body["attachments"]
    var metadata: JSONObject = ["sessionId": .string(session.id)]
    metadata.merge(body["metadata"])
    return MessageDraft(
      authorID: session.userID, content: .text(content),
      body: .parts(raw: StoredJSON(.object(raw)), metadata: StoredJSON(.object(metadata))),
      sourceType: MessageSource.session)
  }

  private func messages(_ call: Call) throws(Refusal) -> Answer {
    let session = try session(of: call)
    var limit = 50.0
    if let text = call.queryValue("limit") {
      guard let number = JavaScript.parseInt(text), number >= 1 else {
        throw failure(.badRequest, "Invalid limit parameter")
      }
      limit = min(number, 10_000)
    }
    let page = MessagePage(
      limit: limit, before: try cursor("before", of: call), after: try cursor("after", of: call))
    guard let channel = world.channels[session.channelID] else {
      return .body(SessionMessagePage(messages: [], hasMore: false))
    }
    return .body(page.body(of: channel, world.profile))
  }
}

/// The checks and their plain errors.
extension LegacySessionResource {
  private func session(of call: Call) throws(Refusal) -> Session {
    guard case .found(let session) = world.session(call.parameter("sessionId")) else {
      throw failure(.notFound, "Session not found")
    }
    return session
  }

  private func content(of body: JSON) throws(Refusal) -> String {
    guard let content = body["content"]?.stringValue else {
      throw failure(.badRequest, "Content must be a string")
    }
    guard !content.isEmpty else { throw failure(.badRequest, "Content cannot be empty") }
    guard content.utf16.count <= SessionMessages.contentLimit else {
      throw failure(.badRequest, "Content exceeds maximum length of 4000 characters")
    }
    return content
  }

  private func requireSmall(_ metadata: JSON?, otherwise text: String) throws(Refusal) {
    let length = metadata.map { $0.isTruthy ? $0.text.utf16.count : 0 } ?? 0
    guard length <= SessionResource.metadataLimit else {
      throw failure(.internalServerError, text)
    }
  }

  private func cursor(_ name: String, of call: Call) throws(Refusal) -> Timestamp? {
    guard let text = call.queryValue(name) else { return nil }
    guard let number = JavaScript.parseInt(text) else {
      throw failure(.badRequest, "Invalid \(name) parameter")
    }
    guard let moment = Timestamp(representing: number) else {
      throw failure(.internalServerError, "Failed to fetch messages")
    }
    return moment
  }

  private func failure(_ status: HTTPStatus, _ text: String) -> Refusal {
    Refusal(status, .bare(text))
  }
}
