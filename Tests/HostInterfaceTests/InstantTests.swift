import HostInterface
import Testing

@Suite struct InstantTests {
  @Test func durationsMoveBothWays() {
    let start = Instant(nanoseconds: 1_000)
    #expect(start.advanced(by: .microseconds(2)) == Instant(nanoseconds: 3_000))
    #expect(start.advanced(by: .nanoseconds(-1_500)) == Instant(nanoseconds: -500))
    #expect(start.duration(to: Instant(nanoseconds: 3_500)) == .nanoseconds(2_500))
    #expect(Instant(nanoseconds: 3_500).duration(to: start) == .nanoseconds(-2_500))
  }

  @Test func theTimeLineEndsInsteadOfOverflowing() {
    let late = Instant(nanoseconds: .max - 1)
    let early = Instant(nanoseconds: .min + 1)
    #expect(late.advanced(by: .seconds(1)) == Instant(nanoseconds: .max))
    #expect(early.advanced(by: .seconds(-1)) == Instant(nanoseconds: .min))
    #expect(Instant.zero.advanced(by: .seconds(Int64.max)) == Instant(nanoseconds: .max))
    #expect(Instant.zero.advanced(by: .seconds(Int64.min)) == Instant(nanoseconds: .min))
  }

  @Test func instantsAreOrdered() {
    let instants = [5, -3, 0, 9].map(Instant.init(nanoseconds:))
    #expect(instants.sorted().map(\.nanoseconds) == [-3, 0, 5, 9])
    #expect(Instant.zero == Instant(nanoseconds: 0))
  }

  @Test(
    arguments: [
      (Duration.zero, 0), (.milliseconds(-1_500), -1_500_000_000),
      (.nanoseconds(999_999_999), 999_999_999),
      (.seconds(9_223_372_036), 9_223_372_036_000_000_000),
      (.seconds(9_223_372_037), .max), (.seconds(-9_223_372_037), .min),
    ] as [(Duration, Int64)])
  func nanosecondsAreClamped(_ duration: Duration, _ nanoseconds: Int64) {
    #expect(duration.clampedNanoseconds == nanoseconds)
  }
}
