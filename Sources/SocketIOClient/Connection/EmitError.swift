/// Why an event was not sent, or not acknowledged.
public enum EmitError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name is one of the library's own, such as `connect`.
  case reservedName(String)
  /// More than `limit` bytes wait to be sent.
  case bufferFull(limit: Int)
  /// More than `limit` acknowledgements are due.
  case tooManyAcknowledgements(limit: Int)
  /// No acknowledgement came in time.
  case timedOut
  /// The connection was lost before the acknowledgement came.
  case disconnected
  /// The client has been closed.
  case closed

  /// What happened, in the JavaScript client's words where it has some.
  public var description: String {
    switch self {
    case .reservedName(let name): "\"\(name)\" is a reserved event name"
    case .bufferFull(let limit): "more than \(limit) bytes wait to be sent"
    case .tooManyAcknowledgements(let limit): "more than \(limit) acknowledgements are due"
    case .timedOut: "operation has timed out"
    case .disconnected: "socket has been disconnected"
    case .closed: "the client is closed"
    }
  }

  private static let reservedNames: Set = [
    "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener",
  ]

  static func check(name: String) throws(EmitError) {
    if reservedNames.contains(name) { throw .reservedName(name) }
  }
}
