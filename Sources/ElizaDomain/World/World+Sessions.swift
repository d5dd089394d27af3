public import ElizaModel

extension World {
  /// How a session that was asked for stands.
  public enum SessionLookup {
    /// It lives.
    case found(Session)
    /// It has just been seen to be over and is forgotten; the time is when it expired.
    case expired(Timestamp)
    /// There is none.
    case unknown
  }

  /// Makes a session with a channel of its own in which the agent is the only participant.
  ///
  /// The channel's metadata are made when somebody first looks at them.
  public func makeSession(
    _ draft: SessionDraft, channelMetadata: @escaping (Session) -> StoredJSON?
  ) -> Session {
    let id = draft.id ?? ids.next()
    let channelID = draft.channelID ?? ids.next()
    sessionCount += 1
    tallies.sessions += 1
    let session = Session(
      draft, id: id, channelID: channelID, at: clock.now, sequence: sessionCount)
    makeChannel(of: session).setMetadata(channelMetadata)
    sessions[id] = session
    sessionAges.append(session, bytes: session.metadata.bytes.count)
    dropOldSessions()
    scheduleSweep()
    onSessionChange?(session, .made)
    pipeline?.occurred(.sessionCreated(session))
    return session
  }

  /// Replaces the timeout of a session; its channel still says what the session was made with.
  func setTimeout(_ timeout: SessionTimeout, of session: Session) {
    channels[session.channelID]?.settleMetadata()
    session.setTimeout(timeout, at: clock.now)
  }

  /// Looks a session up as every route but DELETE does: one that is over is forgotten by it.
  public func session(_ id: String) -> SessionLookup {
    guard let session = sessions[id] else { return .unknown }
    guard session.isExpired(at: clock.now) else { return .found(session) }
    findings.sessionExpired(session)
    deleteSession(id)
    return .expired(session.expiresAt)
  }

  /// The session that a channel was made for, while it lasts.
  public func session(ofChannel channel: Channel) -> Session? {
    channel.sessionID.flatMap { sessions[$0] }
  }

  /// Forgets a session, over or not, while its channel stays.
  ///
  /// False when there is none.
  @discardableResult
  public func deleteSession(_ id: String) -> Bool {
    guard let session = sessions.removeValue(forKey: id) else { return false }
    sessionAges.resize(by: -session.metadata.bytes.count)
    sessionAges.tidy(count: sessions.count) { [sessions] in sessions[$0.id] === $0 }
    onSessionChange?(session, session.isExpired(at: clock.now) ? .expired : .ended)
    pipeline?.occurred(.sessionEnded(session))
    return true
  }

  private func dropOldSessions() {
    while sessions.count > retention.sessions
      || sessionAges.byteCount > retention.metadataBytes,
      let oldest = sessionAges.popFirst()
    {
      deleteSession(oldest.id)
    }
  }

  /// All sessions in the order they were made, over or not; cost grows with their number.
  public var sessionsByCreation: [Session] {
    sessions.values.sorted { $0.sequence < $1.sequence }
  }

  /// Sessions that are over are forgotten every so often even when nobody asks for them.
  private func scheduleSweep() {
    guard !isSweepScheduled else { return }
    isSweepScheduled = true
    clock.schedule(after: .seconds(60 * sessionLimits.cleanupInterval)) { [weak self] in
      self?.sweepSessions()
    }
  }

  private func sweepSessions() {
    isSweepScheduled = false
    let now = clock.now
    for session in sessionsByCreation where session.isExpired(at: now) {
      findings.sessionExpired(session)
      deleteSession(session.id)
    }
    if !sessions.isEmpty { scheduleSweep() }
  }
}
