import EngineIO
import HostInterface
import JSON
import SocketIOClient

/// The connection and the room.
extension Conversation {
  /// A server that puts a client out again within this time of its coming back is left in peace for a while.
  private static let patience: Duration = .seconds(5)

  /// Connects the socket.
  mutating func connect() {
    log(.connecting, "Connecting to ElizaOS server...")
    socket = .connecting
    act(.cancel(.reconnection))
    act(.connect)
  }

  /// The user wants to be connected again, now.
  mutating func reconnect() {
    guard options.transport == .socket, session.details != nil else { return }
    if case .connected = socket { return }
    // Otherwise it would go on waiting for its next attempt.
    act(.disconnect)
    connect()
  }

  /// The user wants no connection for now; the session stays.
  mutating func disconnect(at moment: Moment) {
    guard options.transport == .socket else { return }
    let wasConnected = socket
    goOffline()
    if case .connected = wasConnected { connectionLost("io client disconnect") }
  }

  /// No connection is wanted any more.
  mutating func goOffline() {
    act(.cancel(.reconnection))
    act(.cancel(.join))
    act(.disconnect)
    socket = .off
    room = .outside
  }

  /// The socket has told something.
  mutating func socketReported(_ event: ClientEvent, at moment: Moment) {
    switch event {
    case .connect(let id, _): connected(id, at: moment)
    case .disconnect(let reason, _): disconnected(reason, at: moment)
    case .connectError(let error): connectFailed(error)
    case .event(let event): received(event, at: moment)
    case .upgrade(let transport): log(.connected, "Upgraded to \(transport.rawValue)")
    case .reconnectAttempt(let count):
      socket = .connecting
      log(.connecting, "Reconnection attempt \(count)")
    case .reconnectError: break
    case .reconnect(let count): log(.connected, "Reconnected after \(count) attempts")
    case .reconnectFailed:
      socket = .failed("no connection after all attempts")
      problem = "no connection after all attempts"
    }
  }

  private mutating func connected(_ id: String, at moment: Moment) {
    guard socket != .off else { return }
    log(.connected, "Connected to ElizaOS, socket ID: \(id)")
    socket = .connected(id)
    lastConnected = moment.instant
    refusals = 0
    problem = nil
    // A session that is being made joins when it is there.
    if session.details != nil { join() }
  }

  private mutating func disconnected(_ reason: DisconnectReason, at moment: Moment) {
    guard socket != .off else { return }
    log(.ended, "Disconnected: \(reason.rawValue)")
    socket = .lost(reason.rawValue)
    connectionLost(reason.rawValue)
    guard reason == .serverDisconnect, session != .ended else { return }
    let stay = lastConnected.map { $0.duration(to: moment.instant) } ?? .zero
    kicks = stay < Self.patience ? kicks + 1 : 0
    guard kicks > 1 else { return connect() }
    act(.set(.reconnection, after: Conversation.delay(after: kicks - 1)))
  }

  private mutating func connectFailed(_ error: ConnectError) {
    guard socket != .off else { return }
    log(.trouble, "Connection error: \(error)")
    problem = error.description
    guard case .refused(let message, _) = error else {
      socket = options.socket.reconnection ? .lost(error.message) : .failed(error.message)
      return
    }
    // A socket that was refused does not try again by itself.
    socket = .failed(message)
    refusals += 1
    guard options.socket.reconnection,
      options.socket.reconnectionAttempts.map({ refusals <= $0 }) ?? true
    else { return }
    act(.set(.reconnection, after: Conversation.delay(after: refusals)))
  }

  /// What was under way when the connection ended is looked for once there is another one.
  mutating func connectionLost(_ reason: String) {
    room = .outside
    act(.cancel(.join))
    for id in unconfirmed { uncertain[id] = Doubt() }
    unconfirmed = []
    endStreams()
    openGap()
  }
}

/// Joining the room.
extension Conversation {
  /// The user wants to be in another room, or nil for that of the session.
  mutating func join(_ room: String?) {
    chosenRoom = room
    guard case .connected = socket else { return }
    join()
  }

  /// Asks for the room, in the first form.
  mutating func join() {
    joinForm = 0
    joinRefusal = nil
    askForRoom()
  }

  /// The form that was tried last has come to nothing: the next one is tried.
  mutating func joinFailed(_ reason: String?) {
    guard let target, case .joining = room else { return }
    if let reason { joinRefusal = reason }
    joinForm += 1
    guard joinForm < JoinForm.allCases.count else {
      if let joinRefusal {
        room = .refused(joinRefusal)
        problem = joinRefusal
        return log(.trouble, "Room refused: \(joinRefusal)")
      }
      log(.room, "Nothing confirms the join; going on without")
      room = .unconfirmed(target)
      return entered()
    }
    askForRoom()
  }

  /// The server says that a room is joined.
  mutating func joined(_ argument: JSON) {
    let name = argument["channelId"]?.stringValue ?? argument["roomId"]?.stringValue
    guard let target, name == nil || name == target || isOwnRoom(name) else { return }
    switch room {
    case .joining, .unconfirmed, .refused: break
    case .joined, .outside: return
    }
    let wasInside = room.isInside
    log(.room, "Joined room \(target)")
    act(.cancel(.join))
    room = .joined(target)
    if problem == joinRefusal { problem = nil }
    if !wasInside { entered() }
  }

  private mutating func askForRoom() {
    guard let target, let agentID else { return }
    let form = JoinForm.allCases[joinForm]
    let (name, argument) = form.event(room: target, userID: userID, agentID: agentID)
    log(.room, "Joining room:", argument)
    room = .joining(target)
    act(.emit(name, argument))
    act(.set(.join, after: options.joinTimeout))
  }

  /// The room is joined: what was missed is fetched, and then what waits can leave.
  private mutating func entered() {
    guard chosenRoom == nil else {
      // Only the session's room has a history here.
      gap = nil
      for id in uncertain.keys.sorted() { fail(id, "lost on the way to the server") }
      return flush()
    }
    openGap()
    fetch()
  }
}
