import HostInterface
import Testing

@testable import Scenario

@Suite struct ThinkTimeTests {
  @Test func `reads the three forms of the command line`() throws {
    #expect(try ThinkTime(parsing: "800ms") == .fixed(.milliseconds(800)))
    #expect(
      try ThinkTime(parsing: "200ms - 1s") == .range(.milliseconds(200)...(.seconds(1))))
    let short = try #require(
      LogNormalTime(median: .milliseconds(900), p95: .milliseconds(2_500), max: .seconds(5)))
    #expect(try ThinkTime(parsing: "median=900ms,p95=2.5s") == .logNormal(short))
    let long = try #require(
      LogNormalTime(median: .milliseconds(900), p95: .milliseconds(2_500), max: .seconds(6)))
    #expect(try ThinkTime(parsing: "max=6s, median=900ms, p95=2.5s") == .logNormal(long))
  }

  @Test(arguments: [
    ("soon", ThinkTimeError.duration(.notANumber("soon"))),
    ("1s-200ms", .reversedRange("1s-200ms")), ("1s-", .duration(.notANumber(""))),
    ("median=1s", .missingField("p95")), ("p95=1s", .missingField("median")),
    ("median=1s,p95=2s,", .unknownField("")), ("median=1s,p99=2s", .unknownField("p99")),
    ("median=1s,median=2s", .repeatedField("median")),
    ("median=2s,p95=1s", .unorderedDistribution("median=2s,p95=1s")),
    ("median=0s,p95=1s", .unorderedDistribution("median=0s,p95=1s")),
    ("median=1s,p95=3s,max=2s", .unorderedDistribution("median=1s,p95=3s,max=2s")),
    ("median,p95=1s", .unknownField("median")),
  ])
  func `refuses what describes no time`(text: String, expected: ThinkTimeError) {
    #expect(throws: expected) { try ThinkTime(parsing: text) }
  }

  @Test func `a fixed time draws no chance`() {
    var used = SeededRandom(seed: 1)
    var fresh = SeededRandom(seed: 1)
    #expect(ThinkTime.fixed(.seconds(1)).sample(using: &used) == .seconds(1))
    #expect(used.next() == fresh.next())
  }

  @Test func `a range is covered evenly and never left`() throws {
    let time = ThinkTime.range(.milliseconds(200)...(.seconds(1)))
    var chance = SeededRandom(seed: 5)
    let draws = (0..<4_000).map { _ in time.sample(using: &chance) }
    #expect(try #require(draws.min()) >= .milliseconds(200))
    #expect(try #require(draws.max()) < .seconds(1))
    #expect((1_880...2_120).contains(draws.count { $0 < .milliseconds(600) }))
  }

  @Test func `a log-normal time has the median, percentile and limit it was given`() throws {
    let distribution = try #require(
      LogNormalTime(median: .milliseconds(900), p95: .milliseconds(2_500), max: .seconds(6)))
    var chance = SeededRandom(seed: 9)
    let draws = (0..<20_000).map { _ in distribution.sample(using: &chance) }.sorted()
    #expect((0.87...0.93).contains(draws[10_000] / .seconds(1)))
    #expect((2.38...2.62).contains(draws[19_000] / .seconds(1)))
    #expect(draws.last == .seconds(6))
    #expect(draws[0] > .zero)
  }

  @Test func `the same seed draws the same times`() {
    let time = ThinkTime.range(.zero...(.seconds(1)))
    var first = SeededRandom(seed: 42, stream: "a")
    var second = SeededRandom(seed: 42, stream: "a")
    var other = SeededRandom(seed: 42, stream: "b")
    let draws = (0..<8).map { _ in time.sample(using: &first) }
    #expect(draws == (0..<8).map { _ in time.sample(using: &second) })
    #expect(draws != (0..<8).map { _ in time.sample(using: &other) })
  }

  @Test func `an extreme ratio stays finite`() throws {
    let distribution = try #require(
      LogNormalTime(median: .nanoseconds(1), p95: .seconds(3_600_000), max: .seconds(3_600_000)))
    var chance = SeededRandom(seed: 3)
    for _ in 0..<1_000 {
      let draw = distribution.sample(using: &chance)
      #expect(draw >= .zero && draw <= .seconds(3_600_000))
    }
  }
}
