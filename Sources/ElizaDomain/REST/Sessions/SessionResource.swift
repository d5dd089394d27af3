import ElizaModel
import HTTP1
import JSON

/// `/api/messaging/sessions` as it is since 1.5: creation, look-up, lifetime and the list.
struct SessionResource {
  static let base = "/api/messaging/sessions"

  /// The most UTF-16 code units the JSON text of metadata may have.
  static let metadataLimit = 10_240

  let world: World

  /// Adds the routes.
  func add(to router: inout Router) {
    let one = SessionResource.base + "/:sessionId"
    router.add(.post, SessionResource.base, SessionContracts.create(world.profile), create)
    router.add(.get, SessionResource.base, SessionContracts.list, list)
    router.add(.get, SessionResource.base + "/health", SessionContracts.health, health)
    router.add(.get, one, SessionContracts.info, info)
    router.add(.delete, one, SessionContracts.delete, delete)
    router.add(.post, one + "/renew", SessionContracts.renew, renew)
    router.add(.post, one + "/heartbeat", SessionContracts.heartbeat, heartbeat)
    router.add(.patch, one + "/timeout", SessionContracts.setTimeout, setTimeout)
    SessionMessages(world: world, sessions: self).add(to: &router, one + "/messages")
  }

  private func create(_ call: Call) throws(Refusal) -> Answer {
    let body = call.body
    guard let agentID = body.text("agentId"), let userID = body.text("userId")
    else { throw failure(.missingFields) }
    guard Identifier.isUUID(agentID) else { throw failure(.invalidID(field: "agentId")) }
    guard Identifier.isUUID(userID) else { throw failure(.invalidID(field: "userId")) }
    guard let agent = world.agentMakingIfAllowed(agentID, connection: call.connection),
      agent.status == .active
    else { throw failure(.agentNotFound(agentID)) }
    let metadata = body.stored("metadata")
    try requireSmall(metadata)
    let session = makeSession(
      agent.id, userID, metadata, timeout: body.member("timeoutConfig"))
    let extras: JSONObject =
      world.profile.answersInEveryShape ? ["id": .string(session.id)] : [:]
    return .written(session.created(world.profile), .created, adding: extras)
  }

  private func makeSession(
    _ agentID: String, _ userID: String, _ metadata: StoredJSON, timeout: JSON?
  ) -> Session {
    let draft = SessionDraft(
      agentID: agentID, userID: userID, metadata: metadata,
      timeout: SessionTimeout(request: timeout, limits: world.sessionLimits))
    return world.makeSession(draft) { session in
      var channel: JSONObject = [
        "sessionId": .string(session.id), "agentId": .string(session.agentID),
        "userId": .string(session.userID), "timeoutConfig": session.timeout.publicBody.json,
      ]
      channel.merge(session.metadata.value)
      return StoredJSON(.object(channel))
    }
  }

  private func info(_ call: Call) throws(Refusal) -> Answer {
    answer(try session(of: call))
  }

  private func delete(_ call: Call) throws(Refusal) -> Answer {
    let id = call.parameter("sessionId")
    guard world.deleteSession(id) else { throw failure(.notFound(id)) }
    return .body(Outcome(message: "Session \(id) deleted successfully"))
  }

  private func renew(_ call: Call) throws(Refusal) -> Answer {
    let session = try session(of: call)
    guard session.renew(at: world.clock.now) else { throw failure(.renewalFailed(session.id)) }
    return answer(session)
  }

  private func heartbeat(_ call: Call) throws(Refusal) -> Answer {
    let session = try session(of: call)
    session.touch(at: world.clock.now)
    return answer(session)
  }

  private func setTimeout(_ call: Call) throws(Refusal) -> Answer {
    let session = try session(of: call)
    let limits = world.sessionLimits
    let request = call.body.value
    if let objection = SessionTimeout.objection(to: request, limits: limits) {
      throw failure(.invalidTimeout(objection))
    }
    world.setTimeout(SessionTimeout(request: request, limits: limits), of: session)
    return answer(session)
  }

  private func list(_ call: Call) throws(Refusal) -> Answer {
    let now = world.clock.now
    let active = world.sessionsByCreation.filter { !$0.isExpired(at: now) }
    let statistics = SessionStatistics(
      totalSessions: world.sessions.count, activeSessions: active.count,
      expiredSessions: world.sessions.count - active.count)
    return .body(
      SessionList(
        sessions: active.map { $0.info(at: now, world.profile) }, total: active.count,
        stats: statistics))
  }

  private func health(_ call: Call) throws(Refusal) -> Answer {
    let now = world.clock.now
    let active = world.sessions.values.filter { !$0.isExpired(at: now) }
    return .body(
      SessionHealth(
        status: "healthy", activeSessions: active.count, timestamp: now,
        expiringSoon: active.count { $0.isDueForWarning(at: now) }, uptime: world.uptime))
  }

  private func answer(_ session: Session) -> Answer {
    .body(session.info(at: world.clock.now, world.profile))
  }
}

/// What the messages of a session share with the session itself.
extension SessionResource {
  /// The living session a call names; one that is over is refused and forgotten.
  func session(of call: Call) throws(Refusal) -> Session {
    let id = call.parameter("sessionId")
    switch world.session(id) {
    case .found(let session): return session
    case .expired(let moment): throw failure(.expired(id, moment))
    case .unknown: throw failure(.notFound(id))
    }
  }

  /// Refuses metadata whose text is too long; what is no object is not measured.
  func requireSmall(_ metadata: JSON?) throws(Refusal) {
    guard let metadata else { return }
    try requireSmall(StoredJSON(metadata))
  }

  private func requireSmall(_ metadata: StoredJSON) throws(Refusal) {
    let limit = SessionResource.metadataLimit
    // No text has more UTF-16 code units than UTF-8 bytes.
    guard metadata.bytes.count > limit else { return }
    switch metadata.value {
    case .object, .array:
      let text = String(decoding: metadata.bytes, as: UTF8.self)
      guard text.utf16.count <= limit else { throw failure(.metadataTooLarge) }
    default: break
    }
  }

  func failure(_ error: SessionError) -> Refusal { error.refusal(at: world.clock.now) }
}

extension World {
  /// Seconds of scenario time since the start.
  var uptime: Double {
    Double(clock.elapsed.components.seconds)
      + Double(clock.elapsed.components.attoseconds / 1_000_000_000) / 1e9
  }
}
