extension FixtureRecorder {
  /// How a remark begins that stands in place of a refused line.
  static let remarkStart = "a line is left out here: "

  /// The lines that tell what was seen; in place of one that is refused stands a remark, and what comes after is recorded
  /// all the same.
  package mutating func recordOrRemark(
    _ observation: Observation, at time: Duration
  ) -> (lines: [FixtureLine], refusal: FixtureRefusal?) {
    do throws(FixtureRefusal) {
      return (try record(observation, at: time), nil)
    } catch {
      let reason =
        error.field.isEmpty ? error.what : "its '\(error.field)' looked like \(error.what)"
      let remark = Observation.note(FixtureRecorder.remarkStart + reason)
      return ((try? record(remark, at: time)) ?? [], error)
    }
  }
}

extension Fixture {
  /// The remarks that stand in place of refused lines: their places, and what they say.
  package var leftOut: [(place: Int, text: String)] {
    lines.enumerated().compactMap { place, line in
      guard case .note(let text) = line.content, text.hasPrefix(FixtureRecorder.remarkStart) else {
        return nil
      }
      return (place, text)
    }
  }
}
