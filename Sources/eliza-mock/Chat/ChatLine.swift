import ElizaClient
import ElizaModel

/// A line of a chat on its way to the terminal.
enum ChatLine: Hashable {
  /// A message that is whole, or has failed.
  case message(ChatMessage)
  /// What happened, for people.
  case note(String)
  /// What went wrong.
  case problem(String)
  /// A line of the event log.
  case log(EventLogEntry)
}
