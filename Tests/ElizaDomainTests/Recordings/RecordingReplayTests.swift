import Testing

/// The client half of the recordings, played to the API under the profile of their release.
@Suite(.enabled(if: RecordedTraffic.isAvailable, "the recordings are not on this machine"))
struct RecordingReplayTests {
  static let scenarios = [
    "02-sessions", "03-validation", "04-channels", "05-agents-and-server", "04-deprecated-paths",
    "06-bus-endpoints", "09-transport", "10-cors-and-headers", "10-api-key",
  ]

  @Test(arguments: ["1.4.2", "1.6.4", "1.6.5", "1.7.2"], scenarios)
  func answersAsRecorded(release: String, scenario: String) throws {
    let replay = try RecordingReplay(RecordedTraffic(release: release, scenario: scenario))
    replay.run(skipping: Self.otherParts.union(Self.accidents[release] ?? []))
    print("\(release) \(scenario): \(replay.equal) of \(replay.compared) answers equal")
    #expect(replay.equal == replay.compared, "\(replay.reports.joined(separator: "\n"))")
  }

  /// The other two releases lose most answers, or all of them.
  @Test(arguments: ["1.4.2", "1.6.5"])
  func answersAsRecordedWhenJobsAreGiven(release: String) throws {
    let replay = try RecordingReplay(RecordedTraffic(release: release, scenario: "08-jobs"))
    replay.run(skipping: [])
    print("\(release) 08-jobs: \(replay.equal) of \(replay.compared) answers equal")
    #expect(replay.compared > 20)
    #expect(replay.equal == replay.compared, "\(replay.reports.joined(separator: "\n"))")
  }

  @Test func answersAsRecordedWhenSessionsExpire() throws {
    let replay = try RecordingReplay(
      RecordedTraffic(release: "1.6.5", scenario: "02-session-expiry"))
    replay.run(skipping: [])
    #expect(replay.equal == 22, "\(replay.reports.joined(separator: "\n"))")
  }

  /// Requests to parts of the API that are not built yet.
  static let otherParts: Set = [
    "panels", "runs", "rooms", "memories", "logs", "API root", "GET page", "page without a key",
  ]

  /// What went wrong on the recorded machine: lost replies that made pages short, agents that would
  /// not start, pages of a user interface that is not ours.
  static let accidents: [String: Set<String>] = [
    "1.4.2": [
      "messages limit=2", "messages limit=2 before", "start", "start again", "GET /health",
      "GET /healthz", "GET /health without agents", "GET /healthz without agents",
      "GET /health with an origin", "health without a key", "healthz without a key",
    ],
    "1.6.4": ["messages limit=2", "messages limit=2 before", "start", "get started agent"],
    "1.6.5": ["messages limit=2", "messages limit=2 before"],
  ]
}
