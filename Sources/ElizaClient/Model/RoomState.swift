/// Whether the client is in the room of its conversation.
public enum RoomState: Hashable, Sendable {
  /// It is not.
  case outside
  /// It has asked to be let in.
  case joining(String)
  /// The server has confirmed it.
  case joined(String)
  /// Every form of asking was tried and nothing confirmed it; old servers do not.
  case unconfirmed(String)
  /// The server has refused every form, for this reason.
  case refused(String)

  /// Whether messages can be expected.
  public var isInside: Bool {
    switch self {
    case .joined, .unconfirmed: true
    case .outside, .joining, .refused: false
    }
  }
}
