package import Recording
package import SocketIOClient
import TLS

/// A recording held against a running server, from the calling thread, which waits for the end.
package struct LocalDrift {
  /// What came of it.
  package struct Outcome: Sendable {
    /// What was found, as far as the run came.
    package let report: DriftReport
    /// Why the server could not be reached, or no longer; nil when it could.
    package let unreachable: String?
  }

  /// How long connections may take to close at the end.
  private static let farewellTime: Duration = .seconds(1)

  private let drift: Drift
  private let target: ServerAddress
  private var options = ClientOptions()

  /// Will hold `fixture` against the server at `target`, whose certificate is taken as it is where
  /// `trustsAnyone` says so.
  package init(
    _ fixture: Fixture, against target: ServerAddress, trustsAnyone: Bool,
    options drift: DriftOptions
  ) {
    self.drift = Drift(fixture, options: drift)
    self.target = target
    options.trust = trustsAnyone ? .anyone : .system
    options.timeout = drift.timeout
    options.extraHeaders = drift.headers
  }

  /// Options with the time of now and ids that nobody had before.
  package static func freshOptions() -> DriftOptions {
    DriftOptions(start: WallClock.now, seed: .random(in: .min ... .max))
  }

  /// The secrets without which something cannot be sent.
  package var missingSecrets: [Drift.MissingSecret] { drift.missingSecrets }

  /// Runs to the end; throws when descriptors have run out.
  package func run() throws -> Outcome {
    let loop = try ClientLoop(options)
    let driver = DriftDriver(drift, at: target, options, in: loop.surroundings)
    driver.onEnd = { loop.stopWhenQuiet(within: Self.farewellTime) }
    driver.turn()
    loop.run()
    return Outcome(report: driver.report, unreachable: driver.unreachable)
  }
}
