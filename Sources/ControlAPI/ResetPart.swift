/// A part of the server that can be reset by itself.
public enum ResetPart: String, CaseIterable, Hashable, Sendable {
  /// The chat sessions.
  case sessions
  /// The channels with their messages, jobs and uploaded files.
  case channels
  /// The agents: those of the start, as they were.
  case agents
  /// What agents are at, and what they remember of conversations.
  case turns
  /// The findings about frontends, and what is counted for reports and expectations.
  case findings
  /// The journal.
  case journal
  /// The overlays: those of the start, armed anew; what is late comes at once, and a silence is over.
  case faults
  /// The scenario: the one of the start.
  case script
  /// The clock: how it ran at the start and, when everything is reset, what it showed.
  case clock
}
