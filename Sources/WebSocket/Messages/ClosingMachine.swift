/// The closing handshake of one WebSocket (RFC 6455 §7).
///
///     open ──closeRequested──▶ closing ──closeReceived──▶ closed
///       │                          └──────timedOut───────▶ closed
///       ├──closeReceived──▶ closed
///       └──failed──▶ closed
///
/// Inputs answer with what the owner has to do.
public struct ClosingMachine: Sendable {
  /// What the owner of the connection has to do.
  public enum Action: Hashable, Sendable {
    /// Nothing.
    case none
    /// Send a close frame with this code and wait for the peer's, but not for ever.
    case sendClose(CloseCode)
    /// Send a close frame with this code, then end the connection in order.
    case sendCloseAndEnd(CloseCode)
    /// End the connection in order.
    case end
    /// End the connection at once.
    case abort
  }

  private enum State: Hashable {
    case open
    case closing
    case closed
  }

  private var state = State.open

  /// The code to report: the peer's, or the one it was failed with; 1006 as long as there is none.
  public private(set) var code = CloseCode.abnormal

  /// Makes the machine of an open connection.
  public init() {}

  /// Whether messages may be sent.
  public var maySend: Bool { state == .open }

  /// Whether messages from the peer still count: what arrives after this side began to close is
  /// read but dropped.
  public var mayReceive: Bool { state == .open }

  /// Whether nothing more is expected from the peer.
  public var isClosed: Bool { state == .closed }

  /// The owner wants to close; a code that must not be on the wire becomes 1000, 1005 an empty frame.
  public mutating func closeRequested(_ code: CloseCode) -> Action {
    guard state == .open else { return .none }
    state = .closing
    return .sendClose(code.isValidOnWire || code == .noStatus ? code : .normal)
  }

  /// The peer's close frame has arrived, with `noStatus` when it had no code.
  public mutating func closeReceived(_ code: CloseCode) -> Action {
    guard state != .closed else { return .none }
    let wasOpen = state == .open
    state = .closed
    self.code = code
    return wasOpen ? .sendCloseAndEnd(code) : .end
  }

  /// The peer broke the rules: it is told why, and nothing more from it is read.
  public mutating func failed(_ code: CloseCode) -> Action {
    guard state != .closed else { return .none }
    let wasOpen = state == .open
    state = .closed
    self.code = code
    return wasOpen ? .sendCloseAndEnd(code) : .end
  }

  /// The peer has not answered the close frame in time.
  public mutating func timedOut() -> Action {
    guard state == .closing else { return .none }
    state = .closed
    return .abort
  }

  /// The connection is gone.
  public mutating func connectionLost() {
    state = .closed
  }
}
