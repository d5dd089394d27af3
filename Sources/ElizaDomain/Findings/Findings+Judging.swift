import HostInterface
import JSON

/// What time alone decides.
extension Findings {
  /// Notes what is overdue by now; cheap when nothing is.
  public func judge() {
    let now = now()
    if let armed = memory.armed, armed <= now { memory.armed = nil }
    if let due = memory.nextDue, due <= now { noteOverdue(at: now) }
    announceDeadline()
  }

  private func noteOverdue(at now: Instant) {
    for kick in memory.kicks.overdue(at: now) { note(kick) }
    for pair in memory.pairs.overdue(at: now) { note(pair) }
    for connection in memory.overdueReturns(at: now) where connection.memberships.isEmpty {
      noteNoReturn(of: connection)
    }
  }

  /// The run is over: notes what clients did not do in time, and what they left behind.
  public func finish(_ world: World) {
    judge()
    for kick in memory.kicks.overdue(at: now(), patience: Kicks.patienceAtEnd) { note(kick) }
    for session in world.sessionsByCreation
    where memory.gone[session.userID] != nil && memory.joined[session.userID] == nil {
      noteNeverEnded(session, "its user's socket ended before")
    }
  }

  func announceDeadline() {
    guard let onDeadline, let due = memory.nextDue, memory.armed.map({ due < $0 }) ?? true else {
      return
    }
    memory.armed = due
    onDeadline(max(now().duration(to: due), .zero))
  }

  private func note(_ kick: Kicks.Kick) {
    note(
      .givesUpAfterKick, connection: kick.socketID,
      "no socket of this user or page came after 'io server disconnect'",
      ids: JSONObject().adding("userId", kick.userID))
  }

  func note(_ pair: SocketPairs.Pair) {
    note(
      .twoSockets, connection: pair.second.socketID,
      "socket \(pair.first.socketID) of the same user and page is in the same channel",
      ids: JSONObject().adding("channelId", pair.channelID)
        .adding("userId", pair.second.entityID).adding("firstSocketId", pair.first.socketID))
  }

  private func noteNoReturn(of connection: SocketConnection) {
    guard let lost = connection.habits.lost else { return }
    note(
      .neverRejoins, connection: connection.socketID,
      "joined nothing, while socket \(lost.socketID) of the same page had before it was lost",
      ids: JSONObject().adding("channelId", lost.rooms.first).adding("userId", lost.userID))
  }
}
