import ElizaDomain
import ElizaModel
import HostInterface
import Testing

@Suite struct WorldClockTests {
  let clock = WorldClock(start: Timestamp(milliseconds: 1000))

  @Test func runsEachActionAtItsOwnTimeInOrder() {
    var seen: [String] = []
    clock.schedule(after: .milliseconds(20)) { [clock] in seen.append("b\(clock.now.milliseconds)")
    }
    clock.schedule(after: .milliseconds(10)) { [clock] in
      seen.append("a\(clock.now.milliseconds)")
      clock.schedule(after: .milliseconds(5)) { seen.append("c\(clock.now.milliseconds)") }
    }
    clock.schedule(after: .milliseconds(20)) { seen.append("d") }
    clock.advance(by: .milliseconds(100))
    #expect(seen == ["a1010", "c1015", "b1020", "d"])
    #expect(clock.now.milliseconds == 1100)
    #expect(clock.nextDeadline == nil)
  }

  @Test func forgetsWhatIsCancelled() {
    var ran = false
    let token = clock.schedule(after: .seconds(1)) { ran = true }
    clock.cancel(token)
    clock.cancel(token)
    clock.advance(by: .seconds(2))
    #expect(!ran)
  }

  @Test func tellsWhenTheNextDeadlineChanges() {
    var deadlines: [Int64?] = []
    clock.onDeadlineChanged = { [clock] in deadlines.append(clock.nextDeadline?.nanoseconds) }
    let first = clock.schedule(after: .nanoseconds(50)) {}
    clock.schedule(after: .nanoseconds(90)) {}
    clock.schedule(after: .nanoseconds(20)) {}
    clock.cancel(first)
    clock.advance(by: .nanoseconds(30))
    clock.advance(by: .nanoseconds(1))
    #expect(deadlines == [50, 20, 90])
  }

  @Test func anActionCanTellWhereTheClockIsGoing() {
    var destinations: [Int64?] = []
    clock.schedule(after: .nanoseconds(20)) { [clock] in
      destinations.append(clock.destination?.nanoseconds)
    }
    clock.advance(by: .nanoseconds(50))
    destinations.append(clock.destination?.nanoseconds)
    #expect(destinations == [50, nil])
  }

  @Test func neverGoesBack() {
    clock.advance(by: .seconds(5))
    clock.advance(to: .zero)
    #expect(clock.elapsed == .seconds(5))
  }

  @Test func neverComesToWhatIsDueAfterItsEnd() {
    var count = 0
    func sweep() {
      count += 1
      clock.schedule(after: .seconds(60), sweep)
    }
    clock.advance(by: .seconds(1_000_000_000_000))
    sweep()
    clock.advance(by: .seconds(1_000_000_000_000))
    #expect(count == 1)
    #expect(clock.nextDeadline == nil)
    #expect(clock.pendingCount == 1)
    clock.schedule(after: .zero) { count += 1 }
    clock.advance(by: .zero)
    #expect(count == 2)
  }

  @Test func runsOverdueActionsAtTheNextAdvanceEvenWithoutAStep() {
    var ran = false
    clock.schedule(after: .seconds(-1)) { ran = true }
    #expect(!ran)
    clock.advance(by: .zero)
    #expect(ran)
  }
}
