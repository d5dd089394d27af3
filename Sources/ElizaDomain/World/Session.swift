public import ElizaModel

/// A conversation of one user with one agent that owns a channel and expires.
///
/// Made and removed through `World`.
public final class Session {
  /// The id.
  public let id: String
  /// The channel made for it.
  public let channelID: String
  /// The agent that answers.
  public let agentID: String
  /// The user.
  public let userID: String
  /// What the user attached; an empty object when nothing.
  public let metadata: StoredJSON
  /// When it came to be.
  public let createdAt: Timestamp
  /// Its place among all sessions of the world, by creation.
  public let sequence: UInt64

  /// The last time the user did something.
  public private(set) var lastActivity: Timestamp
  /// How long it lives.
  public private(set) var timeout: SessionTimeout
  /// When it expires.
  public private(set) var expiresAt: Timestamp
  /// How often it was prolonged.
  public private(set) var renewalCount = 0
  /// Whether its user has been told, since it was last prolonged, that the end is near.
  public private(set) var isWarned = false

  init(_ draft: SessionDraft, id: String, channelID: String, at now: Timestamp, sequence: UInt64) {
    self.id = id
    self.channelID = channelID
    self.agentID = draft.agentID
    self.userID = draft.userID
    self.metadata = draft.metadata
    self.timeout = draft.timeout
    self.createdAt = now
    self.lastActivity = now
    self.sequence = sequence
    self.expiresAt = draft.timeout.expiry(creation: now, activity: now, now: now)
  }

  /// Whether the session is over at `now`.
  public func isExpired(at now: Timestamp) -> Bool { expiresAt <= now }

  /// Milliseconds left at `now`, 0 when it is over.
  public func timeRemaining(at now: Timestamp) -> Int64 {
    max(now.milliseconds(to: expiresAt), 0)
  }

  /// Whether the end is nearer than the warning threshold.
  public func isNearExpiration(at now: Timestamp) -> Bool {
    let remaining = timeRemaining(at: now)
    return remaining > 0 && Double(remaining) <= timeout.warningThresholdMinutes * 60_000
  }

  /// Whether the session is as old as it may get.
  public func hasReachedMaxDuration(at now: Timestamp) -> Bool {
    Double(createdAt.milliseconds(to: now)) >= timeout.maxDurationMinutes * 60_000
  }

  /// Notes activity: prolongs the session when it renews itself and is not too old.
  ///
  /// Answers whether it was prolonged.
  @discardableResult
  public func touch(at now: Timestamp) -> Bool {
    guard timeout.renewsItself, !hasReachedMaxDuration(at: now) else {
      lastActivity = now
      return false
    }
    return renew(at: now)
  }

  /// Prolongs the session even when it does not renew itself; false when it is too old.
  @discardableResult
  public func renew(at now: Timestamp) -> Bool {
    guard !hasReachedMaxDuration(at: now) else { return false }
    lastActivity = now
    renewalCount += 1
    isWarned = false
    var renewing = timeout
    renewing.renewsItself = true
    expiresAt = renewing.expiry(creation: createdAt, activity: now, now: now)
    return true
  }

  /// Takes note that the user is active and so sees it when the end is near.
  public func warn(at now: Timestamp) {
    if isNearExpiration(at: now) { isWarned = true }
  }

  /// Whether the end is near and the user has not been told yet.
  public func isDueForWarning(at now: Timestamp) -> Bool {
    isNearExpiration(at: now) && !isWarned
  }

  /// Replaces the timeout and recomputes the expiry; activity and renewals stay.
  public func setTimeout(_ timeout: SessionTimeout, at now: Timestamp) {
    self.timeout = timeout
    expiresAt = timeout.expiry(creation: createdAt, activity: lastActivity, now: now)
  }
}
