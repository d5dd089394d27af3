import ElizaDomain
import ElizaModel
import HostInterface
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

  @Test func runsFasterThanTheHost() {
    let (scheduler, clock) = (ManualScheduler(), WorldClock(start: Timestamp(milliseconds: 0)))
    let driver = ClockDriver(clock: clock, scheduler: scheduler, mode: .scaled(10))
    var rings = 0
    clock.schedule(after: .seconds(30)) { rings += 1 }
    scheduler.advance(by: .milliseconds(2_999))
    #expect(rings == 0)
    scheduler.advance(by: .milliseconds(1))
    #expect(rings == 1)
    driver.synchronize()
    #expect(clock.now == Timestamp(milliseconds: 30_000))
  }

  @Test(arguments: [3, 7, 0.3, 99_999])
  func isNeverWokenTwiceAtOneInstant(factor: Double) {
    let (scheduler, clock) = (StepScheduler(), WorldClock(start: Timestamp(milliseconds: 0)))
    let driver = ClockDriver(clock: clock, scheduler: scheduler, mode: .scaled(factor))
    var rings = 0
    clock.schedule(after: .seconds(1)) { rings += 1 }
    for _ in 0..<3 where rings == 0 {
      let earlier = scheduler.now
      scheduler.step()
      #expect(earlier < scheduler.now)
    }
    #expect(rings == 1)
    withExtendedLifetime(driver) {}
  }

  @Test func saysHowFarItMovedWhereTimeEnds() {
    let (scheduler, clock) = (ManualScheduler(), WorldClock(start: Timestamp(milliseconds: 0)))
    let driver = ClockDriver(clock: clock, scheduler: scheduler, mode: .manual)
    var told: [Duration] = []
    driver.onChange = { told.append($0) }
    let distance = Duration.nanoseconds(Int64.max - 1) - .seconds(2)
    #expect(driver.advance(by: distance) == distance)
    #expect(driver.advance(by: .seconds(3)) == .seconds(2))
    #expect(driver.advance(by: .seconds(3)) == .zero)
    #expect(told == [distance, .seconds(2), .zero])
  }

  @Test func standsWhileItIsMovedByHandButRunsWhatIsDueNow() {
    let (scheduler, clock) = (ManualScheduler(), WorldClock(start: Timestamp(milliseconds: 0)))
    let driver = ClockDriver(clock: clock, scheduler: scheduler, mode: .manual)
    var rings: [Int] = []
    clock.schedule(after: .zero) { rings.append(0) }
    clock.schedule(after: .seconds(1)) { rings.append(1) }
    scheduler.advance(by: .seconds(3600))
    driver.synchronize()
    #expect(rings == [0])
    #expect(driver.advanceToNext() == .seconds(1))
    #expect(rings == [0, 1])
    #expect(driver.advanceToNext() == nil)
  }

  @Test func keepsWhatHasPassedWhenItsModeChanges() {
    let (scheduler, clock) = (ManualScheduler(), WorldClock(start: Timestamp(milliseconds: 0)))
    let driver = ClockDriver(clock: clock, scheduler: scheduler)
    scheduler.advance(by: .seconds(5))
    driver.advance(by: .seconds(60))
    #expect(clock.now == Timestamp(milliseconds: 65_000))
    driver.setMode(.manual)
    scheduler.advance(by: .seconds(5))
    var rings = 0
    clock.schedule(after: .seconds(2)) { rings += 1 }
    driver.setMode(.real)
    scheduler.advance(by: .seconds(2))
    #expect(rings == 1)
    #expect(clock.now == Timestamp(milliseconds: 67_000))
  }

  @Test(arguments: [ClockMode.real, .scaled(10), .scaled(0.5), .manual])
  func stillRunsWhatIsDueAtOnceWhereTimeEnds(mode: ClockMode) {
    let (scheduler, clock) = (ManualScheduler(), WorldClock(start: Timestamp(milliseconds: 0)))
    let driver = ClockDriver(clock: clock, scheduler: scheduler, mode: mode)
    var sweeps = 0
    func sweep() {
      sweeps += 1
      clock.schedule(after: .seconds(60), sweep)
    }
    driver.advance(by: .seconds(1_000_000_000_000))
    sweep()
    scheduler.advance(by: .seconds(3_600))
    driver.synchronize()
    var rings = 0
    clock.schedule(after: .zero) { rings += 1 }
    scheduler.advance(by: .zero)
    #expect(rings == 1)
    #expect(driver.advanceToNext() == nil)
    #expect(sweeps == 1)
  }

  @Test(arguments: ["real", "manual", "x10", "x0.25", "x100000"])
  func readsAndWritesItsModes(text: String) {
    #expect(ClockMode(text)?.text == text)
  }

  @Test(arguments: ["", "x", "10", "x0", "x1e3", "x-1", "x.5", "x1000000", "xinf", "Real"])
  func refusesOtherModes(text: String) {
    #expect(ClockMode(text) == nil)
  }
}

/// A `Scheduler` that goes from one action to the next when a test says so.
private final class StepScheduler: Scheduler {
  private(set) var now: Instant = .zero
  private var queue = ActionQueue()

  func schedule(after delay: Duration, _ action: @escaping () -> Void) -> ScheduledTask {
    ScheduledTask(token: queue.insert(action, at: now.advanced(by: max(delay, .zero))))
  }

  func cancel(_ task: ScheduledTask) { queue.remove(task.token) }

  /// Moves time to the next action that waits, and runs it.
  func step() {
    guard let deadline = queue.nextDeadline else { return }
    now = max(now, deadline)
    queue.popDue(at: now)?()
  }
}
