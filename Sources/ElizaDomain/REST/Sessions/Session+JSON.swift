import ElizaModel
import JSON

extension Session {
  /// What creation answers with.
  func creationJSON(_ profile: Profile) -> JSON {
    var body = identity(profile)
    body["createdAt"] = .string(createdAt.isoText)
    body["metadata"] = metadata.value
    guard profile.hasSessionLifetime else { return .object(body) }
    body["expiresAt"] = .string(expiresAt.isoText)
    body["timeoutConfig"] = timeout.json
    if profile.answersInEveryShape { body["id"] = .string(id) }
    return .object(body)
  }

  /// What every other route says about the session at `now`.
  func infoJSON(at now: Timestamp, _ profile: Profile) -> JSON {
    var body = identity(profile)
    body["createdAt"] = .string(createdAt.isoText)
    body["lastActivity"] = .string(lastActivity.isoText)
    body["metadata"] = metadata.value
    guard profile.hasSessionLifetime else { return .object(body) }
    body["expiresAt"] = .string(expiresAt.isoText)
    body["timeoutConfig"] = timeout.json
    body["renewalCount"] = JSON(renewalCount)
    body["timeRemaining"] = JSON(timeRemaining(at: now))
    body["isNearExpiration"] = .bool(isNearExpiration(at: now))
    return .object(body)
  }

  /// What an accepted message tells about the session.
  ///
  /// Real servers never say here that the end is near: their warning has just been given.
  func statusJSON(wasRenewed: Bool) -> JSON {
    [
      "expiresAt": .string(expiresAt.isoText), "renewalCount": JSON(renewalCount),
      "wasRenewed": .bool(wasRenewed), "isNearExpiration": false,
    ]
  }

  private func identity(_ profile: Profile) -> JSONObject {
    var body: JSONObject = ["sessionId": .string(id)]
    if profile.hasSessionLifetime { body["channelId"] = .string(channelID) }
    body["agentId"] = .string(agentID)
    body["userId"] = .string(userID)
    return body
  }
}
