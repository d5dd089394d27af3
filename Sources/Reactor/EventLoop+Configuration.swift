#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension EventLoop {
  /// The limits and time-outs of a loop and its streams.
  public struct Configuration: Sendable {
    /// Which call waits for readiness.
    public var selector: SelectorChoice = .fromEnvironment

    /// Pending bytes above which a stream counts as slow.
    public var outboxHighMark = 262_144

    /// Pending bytes below which a slow stream's handler is told that its outbox has drained.
    public var outboxLowMark = 65_536

    /// Pending bytes above which the next send ends a stream, so that a peer that does not read
    /// costs at most this and one message.
    public var outboxLimit = 16_777_216

    /// How long a closing stream waits for its peer to take the next bytes.
    public var closeTimeout: Duration = .seconds(5)

    /// How long a closed stream waits for its peer to close too; were the descriptor closed at once,
    /// bytes on their way in would answer with a reset and take the last bytes out with them.
    public var lingerTimeout: Duration = .seconds(1)

    /// How long listeners stop accepting when descriptors or memory have run out.
    public var acceptPause: Duration = .milliseconds(250)

    /// Makes the default configuration.
    public init() {}
  }

  /// The system calls a loop can wait with.
  public enum SelectorChoice: Hashable, Sendable {
    /// epoll on Linux, kqueue on Darwin.
    case system

    /// POSIX poll.
    case poll

    /// `poll` when the environment variable `ELIZA_MOCK_SELECTOR` says so, else `system`.
    public static var fromEnvironment: SelectorChoice {
      guard let value = unsafe getenv("ELIZA_MOCK_SELECTOR") else { return .system }
      return unsafe String(cString: value) == "poll" ? .poll : .system
    }

    func open() throws(SocketError) -> any Selector {
      switch self {
      case .poll: PollSelector()
      case .system: try Self.openSystemSelector()
      }
    }
  }

  /// A condition of the loop that its operator should know.
  public enum Notice: Sendable, CustomStringConvertible {
    /// Descriptors or memory ran out; new connections wait in the kernel's queue.
    case acceptingPaused(SocketError)

    /// Connections are accepted again after a pause.
    case acceptingResumed(address: String)

    /// The condition in one line.
    public var description: String {
      switch self {
      case .acceptingPaused(let error): "not accepting connections for the moment: \(error)"
      case .acceptingResumed(let address): "accepting connections on \(address) again"
      }
    }
  }
}
