public import ElizaDomain
public import JSON

/// A connected socket as the control API sees and uses it.
public protocol ControlledConnection: AnyObject {
  /// The socket's id.
  var id: String { get }
  /// The id of the Engine.IO session below it.
  var engineID: String { get }
  /// The transport in use.
  var transport: String { get }
  /// The address of the client.
  var peerAddress: String { get }
  /// Who the client says it is; nil while it has not said.
  var userID: String? { get }
  /// The rooms it is in, but for its own.
  var rooms: [String] { get }
  /// Bytes that the network has not taken yet.
  var pendingByteCount: Int { get }

  /// A header field of the request that opened the connection.
  func header(_ name: String) -> String?

  /// Sends an event.
  func emit(_ event: String, _ arguments: [JSON])

  /// Sends an event and calls `completion` once with what the client's callback was called with.
  func emit(
    _ event: String, _ arguments: [JSON], acknowledgedWithin timeout: Duration,
    completion: @escaping (EmitOutcome) -> Void)

  /// Loses the connection; a silence ends after `duration` of scenario time, or lasts.
  func lose(_ how: ConnectionLoss, for duration: Duration?)
}

/// What became of an event that wanted an acknowledgement.
public enum EmitOutcome {
  /// The client's callback was called with these.
  case answered([JSON])
  /// It was not called in time.
  case timedOut
  /// The socket ended first.
  case disconnected
}
