/// Everything a chat shows of a conversation at one moment.
public struct ConversationState: Hashable, Sendable {
  /// The session at the Sessions API.
  public var session = SessionState.none
  /// The connection.
  public var socket = SocketState.off
  /// The room.
  public var room = RoomState.outside
  /// What the agent is at; nil when it is not known to do anything.
  public var thinking: Thinking?
  /// Whether what was missed is being fetched.
  public var isCatchingUp = false
  /// The messages, in the order the server stored them; what it has not confirmed is last.
  public var messages: [ChatMessage] = []
  /// What went wrong last; nil once things go well again.
  public var problem: String?
  /// The agent's name, as far as it is known.
  public var agentName: String?

  /// Whether messages come at once: the socket is connected and the room joined.
  public var isLive: Bool {
    guard case .connected = socket else { return false }
    return room.isInside
  }

  /// Makes the state before anything has begun.
  public init() {}
}
