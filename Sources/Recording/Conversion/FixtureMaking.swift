extension Fixture {
  /// Makes a fixture of what was seen, without secrets.
  ///
  /// - Throws: `FixtureRefusal` for a line in which something still looks like a secret.
  package static func recorded(
    _ observations: [(time: Duration, Observation)], head: FixtureHead,
    rules: RedactionRules = RedactionRules()
  ) throws -> Fixture {
    var recorder = FixtureRecorder(head, rules: rules)
    var lines = [try recorder.begin()]
    var last = Duration.zero
    for (time, observation) in observations {
      last = max(last, time)
      lines += try recorder.record(observation, at: time)
    }
    lines.append(try recorder.end(at: last))
    return try Fixture(lines)
  }

  /// The text of the file.
  package var serialized: [UInt8] {
    var bytes: [UInt8] = []
    for line in lines { bytes += line.serialized() }
    return bytes
  }
}
