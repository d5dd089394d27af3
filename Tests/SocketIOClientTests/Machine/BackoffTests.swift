import HostInterface
import Testing

@testable import SocketIOClient

@Suite struct BackoffTests {
  private func delays(_ count: Int, seed: UInt64 = 1, _ choose: (inout ClientOptions) -> Void)
    -> [Duration]
  {
    var options = ClientOptions()
    choose(&options)
    var backoff = Backoff(options)
    let random = RandomSource(seed: seed)
    return (0..<count).map { _ in backoff.next(random) }
  }

  @Test func doublesUpToItsLimit() {
    let delays = delays(6) { $0.randomizationFactor = 0 }
    #expect(delays == [1_000, 2_000, 4_000, 5_000, 5_000, 5_000].map { .milliseconds($0) })
  }

  @Test func chanceMovesEachDelayByAtMostTheFactor() {
    for seed in 0..<200 as Range<UInt64> {
      let delays = delays(3, seed: seed) { $0.reconnectionDelayMax = .seconds(100) }
      for (delay, middle) in zip(delays, [1_000, 2_000, 4_000]) {
        #expect(delay >= .milliseconds(middle / 2))
        #expect(delay <= .milliseconds(middle * 3 / 2))
      }
    }
  }

  @Test func isTheSameForTheSameSeedAndMovesBothWays() {
    let all = (0..<50 as Range<UInt64>).map { seed in delays(1, seed: seed) { _ in }[0] }
    #expect(all == (0..<50 as Range<UInt64>).map { seed in delays(1, seed: seed) { _ in }[0] })
    #expect(all.contains { $0 < .milliseconds(900) })
    #expect(all.contains { $0 > .milliseconds(1_100) })
  }

  @Test func endlessAttemptsStayWithinTheLimit() {
    let delays = delays(5_000) { $0.randomizationFactor = 1 }
    #expect(delays.allSatisfy { $0 >= .zero && $0 <= .seconds(5) })
  }

  @Test func beginsAnewAfterReset() {
    var options = ClientOptions()
    options.randomizationFactor = 0
    var backoff = Backoff(options)
    let random = RandomSource(seed: 1)
    _ = backoff.next(random)
    _ = backoff.next(random)
    #expect(backoff.attempts == 2)
    backoff.reset()
    #expect(backoff.next(random) == .seconds(1))
  }
}
