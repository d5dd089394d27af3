import HostInterface
import Testing

@testable import Reactor

@Suite struct TimerTests {
  @Test(arguments: EventLoop.SelectorChoice.tested)
  func actionsRunInOrderOfTheirDeadlines(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    var order: [Int] = []
    for delay in [9, 1, 5, 3, 7] {
      _ = test.loop.schedule(after: .milliseconds(delay)) { order.append(delay) }
    }
    try test.run(until: { order.count == 5 })
    #expect(order == [1, 3, 5, 7, 9])
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func noActionRunsEarly(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    var lateness: [Duration] = []
    let start = test.loop.now
    for step in 1...20 {
      let delay = Duration.microseconds(step * 730)
      _ = test.loop.schedule(after: delay) {
        lateness.append(start.duration(to: test.loop.now) - delay)
      }
    }
    try test.run(until: { lateness.count == 20 })
    #expect(lateness.allSatisfy { $0 >= .zero })
    test.end()
  }

  @Test func theLoopWaitsNoLongerThanToTheNextDeadline() throws {
    let test = try TestLoop(.system)
    #expect(test.loop.waitingTime() == nil)
    let late = test.loop.schedule(after: .seconds(60)) {}
    _ = test.loop.schedule(after: .seconds(30)) {}
    let waiting = try #require(test.loop.waitingTime())
    #expect((1...30_000_000_000).contains(waiting))
    test.loop.cancel(late)
    let (stream, peer) = try test.streamPair()
    stream.send("x")
    #expect(test.loop.waitingTime() == 0, "what was sent between turns leaves at once")
    test.end()
    peer.close()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func aCancelledActionDoesNotRun(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    var ran: [String] = []
    let first = test.loop.schedule(after: .milliseconds(1)) { ran.append("first") }
    _ = test.loop.schedule(after: .milliseconds(2)) { ran.append("second") }
    test.loop.cancel(first)
    test.loop.cancel(first)
    try test.run(until: { !ran.isEmpty })
    #expect(ran == ["second"])
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func anActionThatSchedulesItselfAtOnceRunsOncePerTurn(
    _ selector: EventLoop.SelectorChoice
  ) throws {
    let test = try TestLoop(selector)
    var count = 0
    func again() {
      count += 1
      _ = test.loop.schedule(after: .zero) { again() }
    }
    again()
    for turn in 1...5 {
      #expect(count == turn)
      test.loop.turn()
    }
    test.end()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func timeStandsStillWithinATurn(_ selector: EventLoop.SelectorChoice) throws {
    let test = try TestLoop(selector)
    var instants: [Instant] = []
    for _ in 0..<3 {
      _ = test.loop.schedule(after: .zero) { instants.append(test.loop.now) }
    }
    _ = test.loop.schedule(after: .milliseconds(1)) { test.loop.stop() }
    test.loop.run()
    #expect(Set(instants).count == 1)
    #expect(instants.count == 3)
  }
}
