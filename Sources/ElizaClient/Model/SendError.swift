/// Why a message was not taken.
public enum SendError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is nothing in it.
  case empty
  /// It has more characters than the Sessions API takes.
  case tooLong(limit: Int)
  /// There is no session.
  case noSession
  /// The last message was sent less than `ElizaClientOptions.minimumGap` ago; how long to wait.
  case tooSoon(wait: Duration)
  /// No message that has failed goes by this id.
  case nothingToRetry(String)
  /// The client has been closed.
  case closed

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .empty: "the message is empty: write something"
    case .tooLong(let limit): "the message has more than \(limit) characters: shorten it"
    case .noSession: "there is no session: start one first"
    case .tooSoon(let wait):
      "one message a second: wait \(wait.formatted) more"
    case .nothingToRetry(let id): "no failed message has the id \(id)"
    case .closed: "the client is closed"
    }
  }
}

extension Duration {
  /// Whole milliseconds, with their unit.
  fileprivate var formatted: String {
    "\(Int64((self / .milliseconds(1)).rounded(.up))) ms"
  }
}
