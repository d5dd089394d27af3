/// How log lines look.
public enum LogFormat: String, CaseIterable, Sendable {
  /// One line an event for people; coloured on a terminal only.
  case pretty

  /// One JSON object a line for programs.
  case json
}
