import ElizaDomain
import Logging

extension EventLog {
  /// A reply waits at a named point, or goes on from there.
  func hold(_ waiting: Holds.Waiting, isReleased: Bool) {
    var facts: LogFacts = ["hold": .text(waiting.name), "channel": .text(waiting.channelID)]
    waiting.source?.add(to: &facts)
    write(
      .info, .hold, isReleased ? "goes on from '\(waiting.name)'" : "held at '\(waiting.name)'",
      facts)
  }
}

extension ReplySource {
  /// Says in a line of the log what decided on an answer.
  func add(to facts: inout LogFacts) {
    switch self {
    case .rule(let id, let turn):
      facts["rule"] = .text(id)
      facts["turn"] = turn.map(Logger.MetadataValue.number)
    case .otherwise(let word): facts["otherwise"] = .text(word)
    case .hook(let event): facts["hook"] = .text(event)
    }
  }
}
