/// The server's side of one session: what each event means, decided without sockets or clocks.
///
/// ```
///             webSocketOpened            "2probe"              "5"
///  polling ───────────────────▶ opened ───────────▶ probed ───────────▶ webSocket
///     ▲                           │                   │
///     └───── probe ended, timed out, or said something else
///
///  resting ──pingInterval──▶ awaiting the pong ──pingTimeout──▶ closed
///     ▲                           │
///     └────────── pong ───────────┘
/// ```
///
/// Inputs are what happened, results what the owner does next. After the close every input is
/// refused or answered with nothing to do. (Engine.IO 4, "Transports", "Upgrade", "Heartbeat".)
public struct SessionMachine: Hashable, Sendable {
  /// The transport that messages use.
  public internal(set) var transport: Transport

  /// Whether the session has ended.
  public private(set) var isClosed = false

  /// Whether a poll waits for its answer.
  public internal(set) var hasPendingPoll = false

  var hasPendingPost = false
  private var isAwaitingPong = false
  var upgrade = Upgrade.none

  enum Upgrade: Hashable, Sendable {
    case none
    case opened
    case probed
  }

  /// Makes the machine of a session that was opened through `transport`.
  public init(transport: Transport) {
    self.transport = transport
  }

  /// Whether the session polls and a WebSocket is being probed.
  public var isUpgrading: Bool { upgrade != .none }

  /// Ends the session; false when it had ended already.
  public mutating func close() -> Bool {
    guard !isClosed else { return false }
    isClosed = true
    upgrade = .none
    return true
  }
}

extension SessionMachine {
  /// What to do with a packet of the transport in use.
  public enum PacketAction: Hashable, Sendable {
    /// Hand the message on.
    case deliver
    /// Wait one ping interval, then call `heartbeatElapsed`.
    case restartHeartbeat
    /// End the session: the client has closed it.
    case close
    /// End the session: clients do not send this here.
    case fail
    /// Nothing.
    case ignore
  }

  /// A packet has arrived through the transport in use.
  public mutating func packetReceived(_ type: PacketType) -> PacketAction {
    guard !isClosed else { return .ignore }
    switch type {
    case .message: return .deliver
    case .pong:
      // A pong nobody asked for must not put the next ping off.
      guard isAwaitingPong else { return .ignore }
      isAwaitingPong = false
      return .restartHeartbeat
    case .close: return .close
    case .noop: return .ignore
    case .open, .ping, .upgrade: return .fail
    }
  }
}

extension SessionMachine {
  /// What to do when the heartbeat's time has passed.
  public enum HeartbeatAction: Hashable, Sendable {
    /// Send a ping, wait for the ping timeout, then call `heartbeatElapsed` again.
    case sendPing
    /// End the session: no pong came in time.
    case timeOut
    /// Nothing.
    case ignore
  }

  /// The ping interval after the open or a pong, or the ping timeout after a ping, has passed.
  public mutating func heartbeatElapsed() -> HeartbeatAction {
    guard !isClosed else { return .ignore }
    guard !isAwaitingPong else { return .timeOut }
    isAwaitingPong = true
    return .sendPing
  }
}
