import JSON

extension SocketConnection {
  /// The most UTF-8 bytes in the name of a room that is joined, and in any id that a client sends.
  static let roomNameLimit = 1_024

  /// Puts the socket into a room, which may be called by a session's id where the profile knows that.
  ///
  /// Joining again is harmless. False when the socket is in too many rooms already.
  func enter(_ room: String) -> Bool {
    guard memberships.count < events.roomLimit else { return memberships[room] != nil }
    let session = world.sessions[room]
    if let session {
      note(
        .sessionRoom, "joined the session's id",
        ids: ["sessionId": .string(room), "channelId": .string(session.channelID)])
    }
    if profile.aliasesSessionRooms, let session {
      memberships[session.channelID, default: RoomMembership(names: [])].sessionID = room
      change(session.channelID) { $0.insert(.session) }
    } else if memberships[room]?.sessionID != nil {
      change(room) { $0.insert(.channel) }
    } else {
      memberships[room] = RoomMembership(names: .channel)
      socket.join(room)
    }
    world.findings.joined(self, profile.aliasesSessionRooms ? session?.channelID ?? room : room)
    return true
  }

  /// Takes the socket out of a room; harmless when it is not there.
  func exit(_ room: String) {
    habits.isRoomChecked = false
    if let channelID = memberships.first(where: { $0.value.sessionID == room })?.key {
      change(channelID) { $0.remove(.session) }
    } else if memberships[room]?.sessionID != nil {
      change(room) { $0.remove(.channel) }
    } else if memberships.removeValue(forKey: room) != nil {
      socket.leave(room)
    }
  }

  /// Forgets every room of a socket that is gone.
  func forgetRooms() {
    for (channelID, membership) in memberships {
      guard let sessionID = membership.sessionID else { continue }
      events.rooms.forget(membership.names, of: channelID, sessionID: sessionID)
    }
    memberships = [:]
  }

  private func change(_ channelID: String, _ change: (inout SessionRooms.Names) -> Void) {
    guard let membership = memberships[channelID], let sessionID = membership.sessionID else {
      return
    }
    var names = membership.names
    change(&names)
    events.rooms.move(
      socket, from: membership.names, to: names, of: channelID, sessionID: sessionID)
    let kept = names.contains(.session) ? sessionID : nil
    memberships[channelID] =
      names.isEmpty ? nil : RoomMembership(names: names, sessionID: kept)
  }
}
