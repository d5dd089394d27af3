import Testing

/// The whole server on a simulated network, with a manual clock and a seed.
///
/// `SeedRange` says how to choose the stories, and `RegressionSeeds` which ones are always told.
@Suite(.serialized) struct SimulationTests {
  @Test func oneSeedIsOneStory() {
    let seeds = SeedRange.fromEnvironment.all.prefix(8)
    for seed in [1, 2, 3] + Array(seeds) {
      let (first, second) = (Simulation.run(seed: seed), Simulation.run(seed: seed))
      #expect(first.hash == second.hash, "seed \(seed)")
      print("simulation: seed \(seed) has the transcript \(first.hash)")
    }
    #expect(Simulation.run(seed: 1).hash != Simulation.run(seed: 2).hash)
  }

  @Test func storiesThatOnceFailed() {
    for seed in RegressionSeeds.all { tell(seed) }
  }

  @Test func manySeedsBreakNoRule() async {
    let seeds = SeedRange.fromEnvironment
    print("simulation: seeds \(seeds)")
    var report = Report()
    for seed in seeds.all {
      if seeds.isTraced { print("simulation: seed \(seed)") }
      report.add(tell(seed, tracing: seeds.isTraced))
      // Others have clocks that go on.
      await Task.yield()
    }
    print("simulation: \(report)")
    // One story alone may well be a quiet one.
    if seeds.count >= 20 { #expect(report.isEventful, "\(report)") }
  }

  /// Tells one story; one that fails is told again in full.
  @discardableResult
  private func tell(_ seed: UInt64, tracing: Bool = false) -> Simulation.Outcome {
    let outcome = Simulation.run(seed: seed, tracing: tracing)
    if !outcome.failures.isEmpty {
      Issue.record(Report.comment(seed, Simulation.run(seed: seed, tracing: true), whole: tracing))
    } else if tracing {
      print(outcome.trace.joined(separator: "\n"))
    }
    return outcome
  }
}
