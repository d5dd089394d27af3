import ElizaModel
import HostInterface
import JSON

/// The life of a session.
extension Conversation {
  private static let retryDelays: [Duration] = [
    .seconds(1), .seconds(2), .seconds(4), .seconds(5),
  ]

  /// How long the next attempt waits after so many failures.
  static func delay(after failures: Int) -> Duration {
    retryDelays[min(max(failures - 1, 0), retryDelays.count - 1)]
  }

  /// The user wants a session; without effect while there is one.
  mutating func start(at moment: Moment) {
    switch session {
    case .starting, .active: return
    case .none, .expired, .ended, .failed: break
    }
    chosenRoom = nil
    sessionFailures = 0
    makeSession()
  }

  /// The user has had enough: the session is ended and the connection closed.
  mutating func end(at moment: Moment) {
    if session.details != nil { call(.end) }
    let open = outbox + underWay
    forgetSession()
    session = .ended
    for id in open { fail(id, "the session was ended") }
    goOffline()
    problem = nil
    log(.ended, "Session ended")
  }

  /// Asks for a session, or first for an agent to talk to.
  mutating func makeSession() {
    session = .starting
    problem = nil
    act(.cancel(.session))
    call(agentID == nil ? .agents : .create)
  }

  mutating func agentsListed(_ answer: SessionCall.Answer) {
    let agents = AgentSummary.list(in: answer.body)
    let agent = agents.first { $0.status == "active" } ?? agents.first
    guard answer.isSuccess, let agent else {
      return sessionFailed(.refused(answer.isSuccess ? "the server has no agent" : answer.refusal))
    }
    agentID = agent.id
    agentNames.insert(agent.name)
    call(.create)
  }

  mutating func sessionMade(_ answer: SessionCall.Answer, at moment: Moment) {
    guard answer.isSuccess, let made = SessionCreated(json: answer.body) else {
      return sessionFailed(.refused(answer.refusal))
    }
    agentID = made.agentID
    let details = SessionState.Details(
      id: made.sessionID, channelID: made.channelID, agentID: made.agentID, userID: made.userID,
      createdAt: made.createdAt, expiresAt: made.expiresAt)
    session = .active(details)
    if let expiresAt = made.expiresAt {
      expect(
        expiryIn: made.createdAt.milliseconds(to: expiresAt),
        warning: made.timeoutConfig?.warningThresholdMinutes)
    }
    // Servers up to 1.6.2 do not say which channel is the session's.
    guard made.channelID == nil, options.transport == .socket else { return sessionReady() }
    call(.channels)
  }

  mutating func channelsListed(_ answer: SessionCall.Answer) {
    guard case .active(var details) = session else { return }
    let channels = answer.body.at("data.channels")?.arrayValue ?? []
    let own = channels.first { $0.at("metadata.sessionId")?.stringValue == details.id }
    details.channelID = own?["id"]?.stringValue
    session = .active(details)
    sessionReady()
  }

  /// The session is known: the conversation can begin.
  private mutating func sessionReady() {
    guard let details = session.details else { return }
    log(.connected, "Session \(details.id) is active, room \(details.room)")
    problem = nil
    newest = details.createdAt
    gap = Gap(start: details.createdAt)
    if options.transport == .polling { return fetch() }
    switch socket {
    case .connected: join()
    case .connecting: break
    case .off, .lost, .failed: connect()
    }
  }

  mutating func sessionFailed(_ error: SessionError) {
    log(.trouble, "No session: \(error)")
    problem = error.description
    session = .failed(error)
    // The first session is the caller's to ask for again; one that takes the place of another is not.
    guard sessionFailures > 0 else { return }
    sessionFailures += 1
    session = .starting
    act(.set(.session, after: Conversation.delay(after: sessionFailures)))
  }

  /// The server does not know the session any more.
  mutating func sessionGone(_ reason: String) {
    guard session.details != nil else { return }
    log(.trouble, "The session is gone: \(reason)")
    let lost = underWay
    forgetSession()
    session = .expired
    problem = reason
    for id in lost { fail(id, "the session has ended") }
    guard options.renewsSession else { return goOffline() }
    room = .outside
    act(.cancel(.join))
    sessionFailures += 1
    // A server that loses each session as soon as it is made is not asked without a pause.
    guard sessionFailures > 1 else { return makeSession() }
    session = .starting
    act(.set(.session, after: Conversation.delay(after: sessionFailures - 1)))
  }

  /// The messages that have left and are not confirmed.
  private var underWay: [String] {
    let posted = calls.values.compactMap { call in
      if case .post(let id) = call.question { id } else { nil }
    }
    return unconfirmed + posted.sorted() + uncertain.keys.sorted()
  }

  /// Nothing that belongs to the session is waited for any more.
  private mutating func forgetSession() {
    calls = [:]
    gap = nil
    thinking = nil
    chosenRoom = nil
    endStreams()
    for alarm in [Alarm.renewal, .expiry, .catchUp, .verdict, .thinking, .poll, .session] {
      act(.cancel(alarm))
    }
  }
}

/// Expiry and renewal.
extension Conversation {
  /// The session lives for so long unless it is renewed.
  mutating func expect(expiryIn milliseconds: Int64, warning minutes: Double?) {
    let life = Duration.milliseconds(max(milliseconds, 0))
    act(.set(.expiry, after: life))
    let threshold = Duration.milliseconds(Int64((min(max(minutes ?? 5, 0), 1_440) * 60_000)))
    guard options.renewsSession else { return }
    act(.set(.renewal, after: max(life - threshold, life / 2)))
  }

  mutating func renewed(_ answer: SessionCall.Answer) {
    if answer.isSessionGone { return sessionGone(answer.refusal) }
    guard answer.isSuccess, let info = SessionInfo(json: answer.body) else {
      // It may have reached its greatest age: then it expires in its time.
      return log(.trouble, "The session was not renewed: \(answer.refusal)")
    }
    if case .active(var details) = session {
      details.expiresAt = info.expiresAt
      session = .active(details)
    }
    log(.api, "Session renewed")
    if let left = info.timeRemaining {
      expect(expiryIn: Int64(left), warning: info.timeoutConfig?.warningThresholdMinutes)
    }
  }
}
