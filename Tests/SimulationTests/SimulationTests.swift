import Testing

/// The whole server on a simulated network, with a manual clock and a seed.
@Suite(.serialized) struct SimulationTests {
  @Test func oneSeedIsOneStory() {
    let first = Simulation.run(seed: 1)
    let second = Simulation.run(seed: 1)
    #expect(first.hash == second.hash)
    #expect(first.hash != Simulation.run(seed: 2).hash)
    print("simulation: seed 1 has the transcript \(first.hash)")
  }

  @Test func manySeedsBreakNoRule() {
    let seeds = SeedRange.fromEnvironment
    print("simulation: seeds \(seeds.first)..<\(seeds.first &+ UInt64(seeds.count))")
    var report = Report()
    for seed in seeds.all {
      let outcome = Simulation.run(seed: seed, tracing: seeds.isTraced)
      report.add(outcome)
      guard !outcome.failures.isEmpty || seeds.isTraced else { continue }
      Issue.record(Report.comment(seed, outcome))
    }
    print("simulation: \(report)")
  }
}
