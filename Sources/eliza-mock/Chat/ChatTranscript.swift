import ElizaClient

/// What of a conversation has been shown, so that each thing is shown once.
struct ChatTranscript {
  private var shown: Set<String> = []
  private var session: String?
  private var room: RoomState?

  /// What is new and whole in a state, in order.
  mutating func lines(of state: ConversationState) -> [ChatLine] {
    var lines: [ChatLine] = []
    if let details = state.session.details, details.id != session {
      lines.append(.note(session == nil ? "session \(details.id)" : "a new session \(details.id)"))
      session = details.id
    }
    if state.room != room, state.room.isInside { lines.append(.note(Self.words(state.room))) }
    room = state.room
    for message in state.messages where isNew(message) { lines.append(.message(message)) }
    return lines
  }

  /// A message that goes out again is shown again.
  mutating func forget(_ id: String) {
    shown.remove(id)
  }

  private mutating func isNew(_ message: ChatMessage) -> Bool {
    // The beginning of an action is worth a line of its own, as is its end.
    let isBegun = message.progress?.isRunning == true
    guard !message.isOpen || isBegun else { return false }
    return shown.insert(isBegun ? message.id + " begun" : message.id).inserted
  }

  private static func words(_ room: RoomState) -> String {
    switch room {
    case .joined(let name): "room \(name)"
    case .unconfirmed(let name): "room \(name), which the server does not confirm"
    case .outside, .joining, .refused: ""
    }
  }
}
