/// Why a message gets no answer, or not the whole of it.
public enum Silence: Hashable, Sendable {
  /// An agent wrote it; answering would let two agents talk for ever.
  case authorIsAgent

  /// It repeats the room's last message, and its sender has done so several times within a second.
  case repeatsLastBroadcast

  /// No agent takes part in the channel and none is addressed.
  case noAgentTakesPart

  /// Several agents exist and nothing says which of them is meant.
  case noAgentAddressed

  /// The agent is stored but does not run.
  case agentNotRunning

  /// Too many messages wait for an answer already.
  case tooManyWaiting

  /// A newer message in the same channel came while the agent was working.
  case superseded

  /// The plan says to stay silent, or its text is blank.
  case ignored

  /// The agent failed, with its reason.
  case failed(String)

  /// The channel was deleted while the agent was working.
  case channelDeleted

  /// The caller left before the answer was there.
  case callerLeft

  /// The server stops.
  case serverStops

  /// The mock was reset while the agent was working.
  case wasReset
}

extension Silence: CustomStringConvertible {
  /// The reason in words for a log.
  public var description: String {
    switch self {
    case .authorIsAgent: "its author is an agent"
    case .repeatsLastBroadcast:
      "it repeats the room's last message, several times a second: the client seems to send back "
        + "what it receives"
    case .noAgentTakesPart: "no agent takes part in the channel"
    case .noAgentAddressed: "several agents exist and none is addressed"
    case .agentNotRunning: "the agent is not running"
    case .tooManyWaiting: "too many messages wait for an answer"
    case .superseded: "a newer message in the channel took its place"
    case .ignored: "the agent ignores it"
    case .failed(let reason): "the agent failed: \(reason)"
    case .channelDeleted: "the channel was deleted"
    case .callerLeft: "the caller left"
    case .serverStops: "the server stops"
    case .wasReset: "the mock was reset"
    }
  }
}
