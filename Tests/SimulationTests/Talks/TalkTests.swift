import Testing

/// The reference client against the whole server on a simulated network, with a manual clock and seeds.
///
/// `ELIZA_MOCK_SIMULATION_SEED` and `ELIZA_MOCK_SIMULATION_SEEDS` choose the stories as `SeedRange` says.
@Suite struct TalkTests {
  private static let parts = 10

  @Test(arguments: 0..<parts)
  func nothingIsLostNothingComesTwiceAndOrderIsKept(part: Int) async {
    let seeds = SeedRange.talks
    let isTraced = seeds.contains(where: \.isTraced)
    var messages = 0
    var connections = 0
    var count = 0
    for seed in seeds.flatMap({ Array($0.all) }) where Int(seed % UInt64(Self.parts)) == part {
      // Others have clocks that go on.
      await Task.yield()
      let outcome = Talk.run(seed: seed, tracing: isTraced)
      messages += outcome.messages
      connections += outcome.losses
      count += 1
      if isTraced { print(outcome.trace.joined(separator: "\n")) }
      guard !outcome.failures.isEmpty else { continue }
      let told = Talk.run(seed: seed, tracing: true)
      Issue.record(
        """
        seed \(seed): ELIZA_MOCK_SIMULATION_SEED=\(seed) ELIZA_MOCK_SIMULATION_TRACE=1 swift test --filter TalkTests
        \(told.failures.joined(separator: "\n"))
        \(told.trace.suffix(60).joined(separator: "\n"))
        """)
    }
    print(
      "talks: seeds \(seeds.map(\.description).joined(separator: " and ")), of them \(count): "
        + "\(messages) messages over \(connections) connections")
    if count >= 20 { #expect(messages >= count && connections >= count) }
  }

  @Test func oneSeedIsOneTalk() {
    for seed in UInt64(1)...5 {
      let (first, second) = (
        Talk.run(seed: seed, tracing: true), Talk.run(seed: seed, tracing: true)
      )
      #expect(first.trace == second.trace)
    }
  }
}
