package import ElizaModel
package import HTTP1
import HostInterface

/// How a recording is asked of a running server.
package struct DriftOptions: Sendable {
  /// How many times shorter the recorded client's pauses are; nil for none.
  package var speed: Double? = 1
  /// How much longer than recorded a server may take for what it said.
  package var timeout: Duration = .seconds(30)
  /// The moment that the run's time counts from.
  package var start: Timestamp
  /// What the ids that the recorded client made up are made from.
  package var seed: UInt64
  /// What was taken out of the recording, by the number in its name.
  package var secrets: [Int: String] = [:]
  /// What names such as `{channel:1}` stand for at this server.
  package var ids: [String: String] = [:]
  /// The agents to talk to, in the order in which the recorded ones first appear; the server's own by default.
  package var agents: [String] = []
  /// What every request has, in place of a recorded field of the same name.
  package var headers = HTTPHeaders()

  /// The shortest time to wait for something unexpected before a connection is left, and at the end.
  static let settling = Duration.milliseconds(500)

  /// Makes options.
  package init(start: Timestamp, seed: UInt64) {
    self.start = start
    self.seed = seed
  }

  /// A recorded pause at the speed of the run.
  func scaled(_ pause: Duration) -> Duration {
    guard let speed, speed > 0 else { return .zero }
    // Whole nanoseconds, as clocks count.
    return speed == 1 ? pause : .nanoseconds((pause / speed).clampedNanoseconds)
  }
}
