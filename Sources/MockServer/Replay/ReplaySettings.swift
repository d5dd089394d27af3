package import Recording

/// What is replayed and how.
package struct ReplaySettings: Sendable {
  /// What becomes of a request or event that nothing recorded fits.
  package enum MissPolicy: String, Hashable, Sendable, CaseIterable {
    /// It is answered with 501 and an explanation, and the run has failed.
    case fail
    /// It is answered with 404 and an explanation, and that is all.
    case skip
    /// The agents of the scenario answer.
    case script
  }

  /// The recordings; what the first has no answer for, the next is asked.
  package var fixtures: [Fixture]
  /// When lines of the server go out.
  package var mode: ReplayOptions.Mode
  /// How many times faster than recorded; nil for no waiting at all.
  package var speed: Double?
  /// The fields in which clients may differ from the recorded ones, such as `json.metadata`.
  package var ignored = IgnoredFields()
  /// What becomes of what nothing recorded fits.
  package var onMiss: MissPolicy

  /// Describes a replay.
  package init(
    _ fixtures: [Fixture], mode: ReplayOptions.Mode = .causal, speed: Double? = 1,
    onMiss: MissPolicy = .fail
  ) {
    self.fixtures = fixtures
    self.mode = mode
    self.speed = speed
    self.onMiss = onMiss
  }
}
