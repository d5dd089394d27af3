/// Why a session could not be started, or its history not be fetched.
public enum SessionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Nobody answers at the address; the system's words.
  case unreachable(String)
  /// The server said no; its words.
  case refused(String)
  /// It took longer than `ElizaClientOptions.startTimeout`.
  case timedOut
  /// There is no session.
  case noSession
  /// The client has been closed.
  case closed

  /// What happened.
  public var description: String {
    switch self {
    case .unreachable(let reason): reason
    case .refused(let reason): reason
    case .timedOut: "the session was not ready in time"
    case .noSession: "there is no session"
    case .closed: "the client is closed"
    }
  }
}
