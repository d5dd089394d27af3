import ElizaModel
import JSON

extension Session {
  /// What creation answers with, written.
  func created(_ profile: Profile) -> [UInt8] {
    let hasLifetime = profile.hasSessionLifetime
    let body = SessionCreated(
      sessionID: id, channelID: hasLifetime ? channelID : nil, agentID: agentID, userID: userID,
      createdAt: createdAt, expiresAt: hasLifetime ? expiresAt : nil,
      timeoutConfig: hasLifetime ? timeout.publicBody : nil)
    return body.jsonBytes(metadata: metadata.bytes)
  }

  /// What every other route says about the session at `now`.
  func info(at now: Timestamp, _ profile: Profile) -> SessionInfo {
    var body = SessionInfo(
      sessionID: id, agentID: agentID, userID: userID, createdAt: createdAt,
      lastActivity: lastActivity, metadata: metadata.value)
    guard profile.hasSessionLifetime else { return body }
    body.channelID = channelID
    body.expiresAt = expiresAt
    body.timeoutConfig = timeout.publicBody
    body.renewalCount = renewalCount
    body.timeRemaining = Int(timeRemaining(at: now))
    body.isNearExpiration = isNearExpiration(at: now)
    return body
  }

  /// What an accepted message tells about the session.
  ///
  /// Real servers never say here that the end is near: their warning has just been given.
  func status(wasRenewed: Bool, at now: Timestamp) -> SessionStatus {
    SessionStatus(
      expiresAt: expiresAt, renewalCount: renewalCount, wasRenewed: wasRenewed,
      isNearExpiration: isDueForWarning(at: now))
  }
}
