import ElizaDomain
import Testing

/// What real servers sent, against what the matching profile sends to the same clients.
@Suite(.enabled(if: Recording.areAvailable)) struct RecordingTests {
  /// Left out is `06-two-clients` of 1.4.2: that server lagged so far behind its clients that the order
  /// of its events tells nothing.
  static let cases = ["1.4.2", "1.6.4", "1.6.5", "1.7.2"].flatMap { version in
    ["01-seed-flow", "01-direct-events", "06-two-clients"].map { (version, $0) }
  }.filter { $0 != ("1.4.2", "06-two-clients") }

  @Test(arguments: cases) func `sockets receive what they did then`(
    version: String, scenario: String
  ) throws {
    let recording = try #require(Recording(scenario, version: version))
    let replay = Replay(recording, try Profile.named(version))
    replay.run()
    for difference in replay.differences { Issue.record("\(difference)") }
    #expect(replay.compared >= 15)
  }
}
