extension Fixture {
  /// Makes a fixture of what was seen until a time, without secrets; `earlierSecrets` as a recorder has it.
  ///
  /// In place of a line in which something still looks like a secret stands a remark.
  ///
  /// - Throws: `FixtureRefusal` when that is the head.
  package static func recorded(
    _ observations: [(time: Duration, Observation)], head: FixtureHead,
    rules: RedactionRules = RedactionRules(), earlierSecrets: Int? = nil,
    until end: Duration = .zero
  ) throws -> Fixture {
    var recorder = FixtureRecorder(head, rules: rules, earlierSecrets: earlierSecrets)
    var lines = [try recorder.begin()]
    var last = end
    for (time, observation) in observations {
      last = max(last, time)
      lines += recorder.recordOrRemark(observation, at: time).lines
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
