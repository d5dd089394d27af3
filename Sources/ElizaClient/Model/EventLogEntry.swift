public import JSON

/// One line of the event log that the frontend guide describes.
public struct EventLogEntry: Hashable, Sendable, CustomStringConvertible {
  /// What kind of line it is.
  public enum Kind: String, Hashable, Sendable {
    /// A connection is made.
    case connecting = "🔌"
    /// A connection or session is there.
    case connected = "✅"
    /// A room is joined.
    case room = "🏠"
    /// A message is about to leave.
    case sending = "📤"
    /// An event leaves.
    case emitting = "🔗"
    /// A message has come.
    case received = "📨"
    /// The message was an agent's.
    case agent = "🤖"
    /// Any event has come.
    case event = "🔍"
    /// A message came at once.
    case live = "⚡"
    /// A call of the Sessions API, or what came by one.
    case api = "📡"
    /// Something was passed over, such as a duplicate.
    case ignored = "🚫"
    /// Something went wrong.
    case trouble = "❌"
    /// Something ended.
    case ended = "👋"
  }

  /// What kind of line it is.
  public var kind: Kind
  /// What happened.
  public var text: String
  /// What belongs to it, such as a payload.
  public var detail: JSON?

  /// Makes a line.
  public init(_ kind: Kind, _ text: String, _ detail: JSON? = nil) {
    self.kind = kind
    self.text = text
    self.detail = detail
  }

  /// The line as the guide prints it.
  public var description: String {
    let source = kind == .api ? "Sessions API" : "Socket.IO"
    return "\(kind.rawValue) [\(source)] \(text)\(detail.map { " \($0.text)" } ?? "")"
  }
}
