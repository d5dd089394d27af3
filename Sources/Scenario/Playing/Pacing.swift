import HostInterface

/// Which times count where a step gives none.
struct Pacing {
  /// In place of every thinking time, as the command line says.
  let override: ThinkTime?
  /// How long the agent thinks in this rule.
  let think: ThinkTime
  /// How fast it writes; nil is the server's own pace.
  let typing: TypingPace?

  /// How long a thinking step takes.
  func time(of step: ThinkTime, using chance: inout SeededRandom) -> Duration {
    (override ?? step).sample(using: &chance)
  }
}
