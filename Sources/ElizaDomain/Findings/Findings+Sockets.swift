import ElizaModel
import HostInterface
import JSON

/// What sockets do, as they do it; each call costs the same however many sockets there are.
extension Findings {
  /// A socket has connected.
  func connected(_ connection: SocketConnection) {
    let page = connection.habits.page
    memory.kicks.came(user: connection.entityID, page: page)
    if let user = connection.entityID { identify(connection, as: user) }
    if connection.habits.lost == nil {
      connection.habits.lost = memory.lost.take(page: page, at: connection.habits.connectedAt)
    }
    guard let lost = connection.habits.lost, lost.end.isNoReload, !lost.rooms.isEmpty else {
      return
    }
    memory.await(connection, since: connection.habits.connectedAt)
    announceDeadline()
  }

  /// A socket has joined a channel or a room of that name.
  func joined(_ connection: SocketConnection, _ channelID: String) {
    connection.habits.hasJoined = true
    connection.habits.isRoomChecked = false
    let page = connection.habits.page
    if page.isBrowser {
      memory.pages[page] = connection
      memory.polls.joined(.init(page: page, channelID: channelID))
    }
    guard let user = connection.entityID else { return }
    identify(connection, as: user)
    if let other = memory.joined[user] {
      memory.pairs.add(other, connection, in: channelID, at: now())
      announceDeadline()
    }
    if let indexed = connection.habits.indexedUser, memory.joined[indexed] === connection {
      memory.joined[indexed] = nil
    }
    connection.habits.indexedUser = user
    memory.joined[user] = connection
  }

  /// A socket has sent a message that was taken.
  func sent(_ request: SendRequest, to channel: Channel, by connection: SocketConnection) {
    let now = now()
    if connection.habits.pace.isExceeded(by: now),
      now > connection.habits.connectedAt.advanced(by: .seconds(1))
    {
      connection.note(.tooFast, "the fourth message in two seconds", ids: request.ids)
    }
    if !connection.habits.isIdentified { identify(connection, as: request.senderID) }
    if let lost = connection.habits.lost {
      lookForCopy(of: lost, in: request, to: channel, by: connection, now)
    }
    guard !connection.habits.isRoomChecked else { return }
    connection.habits.isRoomChecked = true
    checkRoom(channel, of: request, by: connection)
  }

  /// A socket has ended; it still knows its rooms.
  func closed(_ connection: SocketConnection, _ end: SocketEnd) {
    memory.forget(connection)
    let user = connection.habits.indexedUser ?? connection.entityID
    if let user { memory.gone.set(connection.socketID, for: user) }
    let now = now()
    for pair in memory.pairs.ended(connection, end, at: now) { note(pair) }
    if end != .left, end != .serverStopped, connection.habits.hasJoined {
      memory.lost.add(connection.lost(by: user, end, at: now))
      if end == .kicked {
        memory.kicks.add(
          .init(
            socketID: connection.socketID, userID: user, page: connection.habits.page, time: now))
        announceDeadline()
      }
    }
    connectionClosed(connection.socketID)
  }
}

extension Findings {
  /// The client has said who it is: what it had before may be known by that.
  private func identify(_ connection: SocketConnection, as user: String) {
    guard !connection.habits.isIdentified else { return }
    connection.habits.isIdentified = true
    memory.kicks.came(user: user, page: connection.habits.page)
    _ = memory.gone.remove(user)
    if let lost = memory.lost.take(user: user, at: connection.habits.connectedAt) {
      connection.habits.lost = lost
    }
  }

  private func lookForCopy(
    of lost: LostConnection, in request: SendRequest, to channel: Channel,
    by connection: SocketConnection, _ now: Instant
  ) {
    guard connection.habits.connectedAt.advanced(by: LostConnection.haste) >= now else { return }
    let messageID = request.fields.messageID.flatMap { request.document.text(of: $0) }
    let text = request.document.string(of: request.text)
    guard lost.isCopied(text: text, messageID: messageID, to: channel.id) else { return }
    let first = lost.outstanding?.messageID
    connection.note(
      .resendsUnderNewID,
      "the text sent on socket \(lost.socketID) before the connection was lost came again",
      ids: request.ids.adding("firstMessageId", first))
  }

  /// The agents' answers go to a room: who is not in it hears nothing.
  private func checkRoom(
    _ channel: Channel, of request: SendRequest, by connection: SocketConnection
  ) {
    guard connection.memberships[channel.id] == nil, !connection.isInSession(of: channel) else {
      return
    }
    if let lost = connection.habits.lost, lost.rooms.contains(channel.id) {
      return connection.note(
        .neverRejoins,
        "sent to the channel that socket \(lost.socketID) was in before the connection was lost",
        ids: request.ids)
    }
    let other = memory.joined[request.senderID]
    guard other?.memberships[channel.id] == nil else { return }
    connection.note(
      .sendsBeforeJoin,
      connection.habits.hasJoined
        ? "sent to a channel it is not in" : "sent before it had joined anything",
      ids: request.ids)
  }
}

extension SocketEnd {
  /// Whether its page is sure to be the same afterwards: one that is loaded anew loses its connection before.
  fileprivate var isNoReload: Bool { self == .timedOut || self == .cut }
}

extension SocketConnection {
  /// Whether it has joined the room called by the session of a channel, which is a finding of its own.
  fileprivate func isInSession(of channel: Channel) -> Bool {
    memberships.keys.contains { world.sessions[$0]?.channelID == channel.id }
  }

  fileprivate func lost(by user: String?, _ end: SocketEnd, at now: Instant) -> LostConnection {
    LostConnection(
      socketID: socketID, userID: user, page: habits.page, end: end, time: now,
      rooms: Array(memberships.keys.prefix(8)), outstanding: outstanding)
  }

  /// The last message in its channel, where that is its own and young.
  private var outstanding: LostConnection.Outstanding? {
    guard let channel = recentChannel, let message = channel.messages.last,
      case .socket(let payload, socketID) = message.body, payload.bytes.count <= 16_384,
      message.createdAt.milliseconds(to: world.clock.now) <= 60_000,
      let text = payload.value["message"]?.stringValue
    else { return nil }
    return .init(
      channelID: channel.id, text: text, messageID: payload.value["messageId"]?.stringValue)
  }
}

extension SendRequest {
  /// What a finding about it names.
  var ids: JSONObject {
    let messageID = fields.messageID.flatMap { document.text(of: $0) }
    return JSONObject().adding("channelId", room).adding("senderId", senderID)
      .adding("messageId", messageID)
  }
}

extension JSONObject {
  /// The object with a member more, unless there is no text for it.
  func adding(_ key: String, _ text: String?) -> JSONObject {
    var result = self
    result[key] = text.map { .string($0) }
    return result
  }
}
