import ElizaDomain
import ElizaModel
import TestSupport
import Testing

@testable import MockServer

@Suite struct ClockDriverTests {
  @Test func wakesTheWorldWhenSomethingIsDue() {
    let (scheduler, clock) = (ManualScheduler(), WorldClock(start: Timestamp(milliseconds: 0)))
    let driver = ClockDriver(clock: clock, scheduler: scheduler)
    var rings = 0
    clock.schedule(after: .seconds(3)) { rings += 1 }
    scheduler.advance(by: .seconds(2))
    #expect(rings == 0)
    scheduler.advance(by: .seconds(1))
    #expect(rings == 1)
    withExtendedLifetime(driver) {}
  }

  @Test func runsWhatIsDueAtOnceWhileTheClockStands() {
    let (scheduler, clock) = (ManualScheduler(), WorldClock(start: Timestamp(milliseconds: 0)))
    let driver = ClockDriver(clock: clock, scheduler: scheduler)
    var rings = 0
    clock.schedule(after: .zero) { rings += 1 }
    scheduler.advance(by: .zero)
    #expect(rings == 1)
    #expect(scheduler.pendingCount == 0)
    withExtendedLifetime(driver) {}
  }

  @Test func leavesNoTimerBehind() {
    let (scheduler, clock) = (ManualScheduler(), WorldClock(start: Timestamp(milliseconds: 0)))
    var driver: ClockDriver? = ClockDriver(clock: clock, scheduler: scheduler)
    clock.schedule(after: .seconds(3)) {}
    #expect(scheduler.pendingCount == 1)
    driver = nil
    #expect(driver == nil)
    #expect(scheduler.pendingCount == 0)
    clock.schedule(after: .seconds(1)) {}
    #expect(scheduler.pendingCount == 0)
  }
}
