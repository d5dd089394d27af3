import HostInterface
import Recording

/// Writes what was observed into a fixture, line by line as it comes.
final class TrafficRecorder {
  /// What has been written so far.
  private(set) var summary = RecordingSummary()
  /// Is told what its user should know: a line that was refused, a file that cannot be written.
  var onNotice: (String) -> Void = { _ in }
  /// Is told once, when nothing more can be written.
  var onFailure: () -> Void = {}

  private let file: LineFile
  private let scheduler: any Scheduler
  private let start: Instant
  private var recorder: FixtureRecorder
  /// Whether nothing more can be written.
  private(set) var hasFailed = false

  /// Begins a fixture.
  init(
    _ head: FixtureHead, rules: RedactionRules, to file: LineFile, scheduler: any Scheduler
  ) {
    self.file = file
    self.scheduler = scheduler
    start = scheduler.now
    recorder = FixtureRecorder(head, rules: rules)
    attempt { recorder throws(FixtureRefusal) in [try recorder.begin()] }
  }

  /// Writes what an observation says.
  ///
  /// A line in which something still looks like a secret is left out; a note says so in its place, and what comes
  /// after is recorded all the same.
  func record(_ observation: Observation) {
    guard !hasFailed else { return }
    let now = start.duration(to: scheduler.now)
    let (lines, refusal) = recorder.recordOrRemark(observation, at: now)
    if let refusal { refused(refusal) }
    for line in lines { write(line) }
  }

  /// Writes the last line.
  func finish() {
    let now = start.duration(to: scheduler.now)
    attempt { recorder throws(FixtureRefusal) in [try recorder.end(at: now)] }
    summary.secrets = recorder.secretCount
  }

  private func attempt(
    _ body: (inout FixtureRecorder) throws(FixtureRefusal) -> [FixtureLine]
  ) {
    guard !hasFailed else { return }
    do throws(FixtureRefusal) {
      for line in try body(&recorder) { write(line) }
    } catch {
      refused(error)
    }
  }

  private func refused(_ refusal: FixtureRefusal) {
    summary.refusals += 1
    onNotice("a line of the recording is left out: \(refusal)")
  }

  private func write(_ line: FixtureLine) {
    guard !hasFailed else { return }
    do throws(LineFile.Failure) {
      try file.append(line.serialized())
      summary.count(line)
    } catch {
      hasFailed = true
      onNotice("\(error); nothing more is recorded")
      onFailure()
    }
  }
}
