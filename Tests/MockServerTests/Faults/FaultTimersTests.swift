import ElizaDomain
import ElizaModel
import Testing

@testable import MockServer

@Suite struct FaultTimersTests {
  private let clock = WorldClock(start: Timestamp(milliseconds: 0))
  private let timers: FaultTimers

  init() {
    timers = FaultTimers(clock)
  }

  @Test func aFlushRunsWhatWaitsInTheOrderInWhichItWasPutOff() {
    var seen: [String] = []
    var third = 0
    timers.schedule(after: .seconds(9)) { [timers] in
      seen.append("first")
      timers.cancel(third)
      timers.schedule(after: .zero) { seen.append("put off meanwhile") }
    }
    timers.schedule(after: .seconds(1)) { seen.append("second") }
    third = timers.schedule(after: .seconds(1)) { seen.append("third") }
    timers.schedule(after: .zero) { seen.append("fourth") }
    timers.flush()
    #expect(seen == ["first", "second", "fourth", "put off meanwhile"])
    clock.advance(by: .seconds(60))
    #expect(seen.count == 4)
    #expect(clock.pendingCount == 0)
  }

  @Test func aFlushOfManyLooksForTheFirstOnlyOnce() {
    var seen: [Int] = []
    for number in 0..<100_000 {
      timers.schedule(after: .seconds(100_000 - number)) { seen.append(number) }
    }
    timers.flush()
    #expect(seen == Array(0..<100_000))
  }

  @Test func turnsAreUndisturbedUntilSomethingElseIsDue() {
    var turns: [Int] = []
    func count() { turns.append(timers.undisturbedTurns(every: .seconds(1))) }
    count()
    clock.schedule(after: .seconds(1)) { count() }
    clock.schedule(after: .seconds(5)) { count() }
    clock.schedule(after: .seconds(5)) { count() }
    clock.advance(by: .seconds(60))
    count()
    #expect(turns == [0, 3, 0, 55, 0])
  }
}
