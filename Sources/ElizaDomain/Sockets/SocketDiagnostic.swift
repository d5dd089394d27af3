/// Something a client did that has no effect, for a log; never an error of the server.
public struct SocketDiagnostic: Hashable, Sendable {
  /// What it was.
  public enum Kind: Hashable, Sendable {
    /// An event by a name that no server knows, with the name that may be meant.
    case unknownEvent(String, meant: String?)

    /// An event whose arguments are not what it takes; the text says what is wrong.
    case malformed(event: String, String)

    /// A join or send that was refused; the text is what the client was told.
    case refused(String)
  }

  /// The socket it came from.
  public let socketID: String

  /// What it was.
  public let kind: Kind
}

extension SocketDiagnostic: CustomStringConvertible {
  /// What happened, in words for a log.
  public var description: String {
    switch kind {
    case .unknownEvent(let name, let meant?):
      "no server listens to '\(name)'; perhaps \(meant) is meant"
    case .unknownEvent(let name, nil): "no server listens to '\(name)'"
    case .malformed(let event, let reason): "'\(event)' has no effect: \(reason)"
    case .refused(let text): "refused: \(text)"
    }
  }
}
