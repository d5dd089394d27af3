import ElizaModel
import HostInterface
import JSON

/// What the user says.
extension Conversation {
  /// The most characters that the Sessions API takes.
  private static let lengthLimit = 4_000

  /// The user says something, which goes by `id` from now on.
  mutating func send(_ text: String, as id: String, at moment: Moment) throws(SendError) {
    guard text.contains(where: { !$0.isWhitespace }) else { throw .empty }
    if options.transport == .polling, text.utf16.count > Self.lengthLimit {
      throw .tooLong(limit: Self.lengthLimit)
    }
    try checkPace(at: moment)
    timeline.append(
      ChatMessage(
        id: id, author: .user, authorID: userID, authorName: options.userName, text: text,
        createdAt: moment.time, isDated: false, delivery: .waiting, route: .local))
    enqueue(id, at: moment)
  }

  /// The user wants a message that has failed to be sent again, under the same id.
  mutating func retry(_ id: String, at moment: Moment) throws(SendError) {
    guard let message = timeline[id], case .failed = message.delivery else {
      throw .nothingToRetry(id)
    }
    try checkPace(at: moment)
    timeline.update(message.id) {
      $0.delivery = .waiting
      $0.createdAt = moment.time
    }
    timeline.moveToEnd(message.id)
    enqueue(message.id, at: moment)
  }

  private mutating func checkPace(at moment: Moment) throws(SendError) {
    switch session {
    case .active: break
    // Another one is on its way to take the place of the one that is gone.
    case .starting where sessionFailures > 0: break
    case .none, .starting, .expired, .ended, .failed: throw .noSession
    }
    let wait =
      options.minimumGap - (lastSend.map { $0.duration(to: moment.instant) } ?? .seconds(3_600))
    guard wait <= .zero else { throw .tooSoon(wait: wait) }
    lastSend = moment.instant
  }

  private mutating func enqueue(_ id: String, at moment: Moment) {
    log(.sending, "Sending message...")
    problem = nil
    outbox.append(id)
    act(.set(.delivery(id), after: options.sendTimeout))
    flush()
  }

  /// What waits leaves, when it can.
  mutating func flush() {
    guard isOpen else { return }
    switch options.transport {
    case .socket:
      let waiting = outbox
      outbox = []
      for id in waiting { emit(id) }
    case .polling:
      // One after the other, so that they keep their order.
      let isPosting = calls.values.contains {
        if case .post = $0.question { true } else { false }
      }
      guard !isPosting, let id = outbox.first else { return }
      outbox.removeFirst()
      leaves(id)
      call(.post(id))
    }
  }

  private mutating func emit(_ id: String) {
    guard let message = timeline[id], let target else { return }
    var payload = SendPayload(
      channelID: target, senderID: userID, message: .string(message.text))
    payload.roomID = target
    payload.senderName = options.userName
    payload.serverID = Identifier.defaultMessageServer
    payload.messageServerID = Identifier.defaultMessageServer
    payload.messageID = .string(id)
    payload.source = options.source
    payload.attachments = []
    payload.metadata = metadata(of: id)
    let envelope = MessageEnvelope(.sendMessage, payload: payload.json).json
    log(.emitting, "Emitting message:", envelope)
    leaves(id)
    unconfirmed.append(id)
    act(.emit(EventName.message.rawValue, envelope))
  }

  private mutating func leaves(_ id: String) {
    timeline.update(id) { $0.delivery = .sending }
    horizons[id] = newest
    think("\(agentNames.min() ?? "The agent") is thinking…")
  }

  /// What goes along with a message, and comes back with the history: by it a message is known again.
  func metadata(of id: String) -> JSON {
    var metadata: JSONObject = ["clientMessageId": .string(id)]
    if let time = timeline[id]?.createdAt { metadata["timestamp"] = .string(time.isoText) }
    metadata["userTimezone"] = options.timeZone.map(JSON.string)
    // It makes the agent answer where the channel is made by the message.
    guard chosenRoom == nil, options.transport == .socket else { return .object(metadata) }
    metadata["channelType"] = "DM"
    metadata["isDm"] = true
    metadata["targetUserId"] = agentID.map(JSON.string)
    return .object(metadata)
  }
}

/// What becomes of what the user said.
extension Conversation {
  /// The server has stored a message of this client.
  mutating func confirm(
    _ id: String, as serverID: String, date: Timestamp?, by route: ChatMessage.Route
  ) {
    guard let message = timeline[id] else { return }
    if let known = message.serverID, known != serverID {
      return log(.ignored, "A second copy of \(id) is \(serverID)")
    }
    forget(message.id)
    timeline.update(message.id) {
      $0.serverID = serverID
      $0.delivery = .sent
      if $0.route == .local { $0.route = route }
      guard let date else { return }
      $0.createdAt = date
      $0.isDated = true
    }
  }

  /// A message has not been stored.
  mutating func fail(_ id: String, _ reason: String) {
    forget(id)
    guard let message = timeline[id], message.serverID == nil else { return }
    log(.trouble, "Message not sent: \(reason)")
    timeline.update(id) { $0.delivery = .failed(reason) }
    problem = reason
    if unconfirmed.isEmpty, uncertain.isEmpty { thinkNoMore() }
  }

  /// It is no longer known whether a message has been stored.
  mutating func doubt(_ id: String) {
    unconfirmed.removeAll { $0 == id }
    uncertain[id] = Doubt()
    act(.set(.delivery(id), after: options.sendTimeout))
  }

  /// A message that has waited for its confirmation for too long.
  mutating func deliveryTimedOut(_ id: String) {
    if unconfirmed.contains(id) {
      // Only the session's room has a history to look in.
      guard chosenRoom == nil else { return fail(id, "not confirmed in time") }
      doubt(id)
      return look()
    }
    if let doubt = uncertain[id] { return doubtTimedOut(id, doubt) }
    guard outbox.contains(id), !isOpen else { return }
    fail(id, "no connection")
  }

  /// The history has not told for so long whether a message was stored; as much time again it has only while the
  /// server can be reached.
  private mutating func doubtTimedOut(_ id: String, _ doubt: Doubt) {
    guard isOpen, !doubt.isOverdue else {
      let cause = isOpen ? "the history cannot be read" : "no connection"
      return fail(id, "\(cause), so it is unknown whether the message was stored")
    }
    uncertain[id]?.isOverdue = true
    act(.set(.delivery(id), after: options.sendTimeout))
  }

  mutating func posted(_ id: String, _ answer: SessionCall.Answer) {
    if answer.isSuccess {
      let sent = answer.body["userMessage"] ?? answer.body["message"] ?? answer.body
      let date =
        sent["createdAt"].flatMap { Timestamp(json: $0) }
        ?? sent["created_at"].flatMap { Timestamp(json: $0) }
      if let serverID = sent["id"]?.stringValue {
        confirm(id, as: serverID, date: date, by: .api)
      } else {
        doubt(id)
      }
      postRenewed(answer.body["sessionStatus"], at: date)
    } else {
      fail(id, answer.refusal)
      if answer.isSessionGone { return sessionGone(answer.refusal) }
    }
    flush()
  }

  /// No answer came: the message may have been stored all the same.
  mutating func postLost(_ id: String, _ reason: String) {
    problem = reason
    doubt(id)
    flush()
  }

  private mutating func postRenewed(_ status: JSON?, at date: Timestamp?) {
    guard let expiresAt = status?["expiresAt"].flatMap({ Timestamp(json: $0) }),
      case .active(var details) = session, let date
    else { return }
    details.expiresAt = expiresAt
    session = .active(details)
    expect(expiryIn: date.milliseconds(to: expiresAt), warning: nil)
  }

  private mutating func forget(_ id: String) {
    outbox.removeAll { $0 == id }
    unconfirmed.removeAll { $0 == id }
    uncertain[id] = nil
    horizons[id] = nil
    act(.cancel(.delivery(id)))
  }
}
