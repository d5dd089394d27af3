import ElizaModel
import JSON
import SocketIOClient

/// What the server says.
extension Conversation {
  /// An event of the socket.
  mutating func received(_ event: ReceivedEvent, at moment: Moment) {
    let argument = (event.arguments[0] ?? .null).unwrapped
    log(.event, "Event: \(event.name)", .array(event.arguments.values))
    switch EventName(event.name) {
    case .message: enveloped(argument, at: moment)
    case .messageBroadcast: broadcast(argument)
    case .messageAck: acknowledged(argument)
    case .messageComplete: if isMeant(argument) { answerCompleted() }
    case .controlMessage: controlled(argument)
    case .messageStreamChunk: pieceCame(argument, at: moment)
    case .messageStreamError: streamBroke(argument)
    case .messageError: refused(argument)
    case .channelJoined, .roomJoined: joined(argument)
    case .messageDeleted: if isMeant(argument) { deleted(argument) }
    case .channelCleared: if isMeant(argument) { timeline.removeAll() }
    case EventName("error"): problem = argument["error"]?.words ?? argument.words
    case EventName("sessionExpirationWarning"): if session.details != nil { call(.renew) }
    case EventName("sessionExpired"): sessionGone("the server says it has expired")
    default: break
    }
  }

  /// An envelope of the event `message`; without one it is a message itself.
  private mutating func enveloped(_ argument: JSON, at moment: Moment) {
    guard let envelope = MessageEnvelope(json: argument) else { return broadcast(argument) }
    let payload = envelope.payload.unwrapped
    switch envelope.type {
    case .message: broadcast(payload)
    case .acknowledgement: acknowledged(payload)
    case .thinking: thought(payload)
    case .control: controlled(payload)
    case .roomJoining, .sendMessage: break
    }
  }

  /// Whether a room's name is one of this conversation's.
  func isOwnRoom(_ name: String?) -> Bool {
    guard let name else { return false }
    if let chosenRoom { return name == chosenRoom }
    return name == session.details?.id || name == session.details?.channelID
  }

  /// Whether an event is for this conversation: it names its room, or none.
  func isMeant(_ argument: JSON) -> Bool {
    let names = [argument["roomId"]?.stringValue, argument["channelId"]?.stringValue]
      .compactMap { $0 }
    return names.isEmpty || names.contains { isOwnRoom($0) }
  }
}

/// Messages.
extension Conversation {
  private static let agentSources: Set = ["agent_response", "agent_action"]

  private mutating func broadcast(_ argument: JSON) {
    guard let message = MessageBroadcast(json: argument) else { return }
    log(
      .received, "Received messageBroadcast:",
      [
        "text": message.text, "senderId": .string(message.senderID),
        "roomId": .string(message.roomID),
      ])
    let clientID = message.clientMessageID ?? message.metadata?["clientMessageId"]
    let own = ownMessage(
      clientID?.stringValue, author: message.senderID, text: message.text.words,
      serverID: message.id)
    guard isMeant(argument) || own != nil else {
      return log(.ignored, "Not for this room: \(message.roomID)")
    }
    newest = max(newest ?? message.createdAt, message.createdAt)
    if let own {
      log(.ignored, "Echo of the own message \(own)")
      return confirm(own, as: message.id, date: message.createdAt, by: .live)
    }
    guard let known = timeline[message.id] else { return came(message) }
    changed(message, known)
  }

  /// A message of this client that the server shows: by its id, or else by its words.
  func ownMessage(
    _ clientID: String?, author: String, text: String, serverID: String
  ) -> String? {
    if let clientID, let message = timeline[clientID], message.author == .user {
      return message.id
    }
    guard clientID == nil, author == userID,
      !timeline.messages.contains(where: { $0.serverID == serverID })
    else { return nil }
    return timeline.messages.first {
      $0.author == .user && $0.serverID == nil && $0.text == text && $0.delivery != .waiting
    }?.id
  }

  private func isAgent(_ message: MessageBroadcast) -> Bool {
    guard message.senderID != userID else { return false }
    return message.senderID == agentID || Self.agentSources.contains(message.source)
      || agentNames.contains(message.senderName)
  }

  private mutating func came(_ message: MessageBroadcast) {
    let isAgent = isAgent(message)
    let isOwn = message.senderID == userID
    var new = ChatMessage(
      id: message.id, serverID: message.id, author: isAgent ? .agent : isOwn ? .user : .other,
      authorID: message.senderID, authorName: message.senderName, text: message.text.words,
      createdAt: message.createdAt, isDated: true, delivery: isOwn ? .sent : .received,
      route: .live)
    new.describe(message)
    timeline.insert(new)
    log(.live, "Real-time message delivery confirmed")
    guard isAgent else { return }
    log(.agent, "Agent response received")
    agentHasSpoken(new, name: message.senderName)
  }

  /// The same id again: the end of a stream, an update, or a duplicate.
  private mutating func changed(_ message: MessageBroadcast, _ known: ChatMessage) {
    var new = known
    new.text = message.text.words
    new.delivery = known.author == .user ? .sent : .received
    new.createdAt = message.createdAt
    new.isDated = true
    new.describe(message)
    streams[message.id] = nil
    guard new != known else { return log(.ignored, "Duplicate of \(message.id)") }
    timeline.update(message.id) { $0 = new }
    if new.author == .agent { agentHasSpoken(new, name: message.senderName) }
  }

  /// An agent has answered, or tells what it does.
  mutating func agentHasSpoken(_ message: ChatMessage, name: String?) {
    if let name, !name.isEmpty, message.authorID == agentID { agentNames.insert(name) }
    if let progress = message.progress {
      if progress.isRunning { think(message.text) }
      return
    }
    hasAnswer = true
    thinkNoMore()
  }

  private mutating func acknowledged(_ argument: JSON) {
    guard let id = argument["clientMessageId"]?.stringValue,
      let serverID = argument["messageId"]?.stringValue
    else { return }
    confirm(id, as: serverID, date: nil, by: .live)
  }

  /// The server refuses something; it does not say what.
  private mutating func refused(_ argument: JSON) {
    let reason = argument["error"]?.words ?? argument.words
    log(.trouble, "Refused: \(reason)")
    problem = reason
    if case .joining = room { return joinFailed(reason) }
    if let first = unconfirmed.first { fail(first, reason) }
  }

  private mutating func deleted(_ argument: JSON) {
    if let id = argument["messageId"]?.stringValue { timeline.remove(id) }
  }
}

extension ChatMessage {
  fileprivate mutating func describe(_ message: MessageBroadcast) {
    thought = message.thought?.stringValue ?? thought
    actions = message.actions.map(\.list) ?? actions
    if let status = message.rawMessage?["actionStatus"]?.stringValue {
      progress = ActionProgress(name: actions.first ?? "", status: status)
    }
  }
}
