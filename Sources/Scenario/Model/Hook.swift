/// Steps that are done at an event other than a message.
public struct Hook: Sendable {
  /// The event.
  public enum Event: String, CaseIterable, Hashable, Sendable {
    /// A client has connected.
    case connect
    /// A client has joined a room.
    case join
    /// A client has left a room or its connection has ended.
    case leave
    /// A session has been created.
    case session
    /// A session has ended or expired.
    case sessionEnd = "session-end"
  }

  /// When.
  public var event: Event
  /// What is done.
  public var steps: [Step]

  /// Makes a hook.
  public init(at event: Event, do steps: [Step]) {
    self.event = event
    self.steps = steps
  }
}
