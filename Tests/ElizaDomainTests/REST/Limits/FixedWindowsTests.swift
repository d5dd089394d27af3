import ElizaModel
import Testing

@testable import ElizaDomain

@Suite struct FixedWindowsTests {
  private let start = Timestamp(milliseconds: 1_000_000)

  private func windows(_ requests: Int = 3, seconds: Int = 10) -> FixedWindows {
    FixedWindows(RateLimits.Allowance(requests: requests, seconds: seconds))
  }

  @Test func aWindowBeginsWithAClientsFirstRequest() {
    var windows = windows()
    #expect(windows.count("a", at: start) == .init(used: 1, end: start.advanced(by: .seconds(10))))
    let later = start.advanced(by: .seconds(4))
    #expect(windows.count("b", at: later) == .init(used: 1, end: start.advanced(by: .seconds(14))))
    #expect(windows.count("a", at: later) == .init(used: 2, end: start.advanced(by: .seconds(10))))
  }

  @Test func aNewWindowBeginsOnceTheOldOneIsOver() {
    var windows = windows()
    for _ in 0..<5 { _ = windows.count("a", at: start) }
    let last = start.advanced(by: .milliseconds(9_999))
    #expect(windows.count("a", at: last).used == 6)
    let over = start.advanced(by: .seconds(10))
    #expect(windows.count("a", at: over) == .init(used: 1, end: over.advanced(by: .seconds(10))))
  }

  @Test func clientsWhoseWindowIsOverAreForgotten() {
    var windows = windows()
    for number in 0..<100 { _ = windows.count("\(number)", at: start) }
    #expect(windows.clientCount == 100)
    _ = windows.count("new", at: start.advanced(by: .seconds(10)))
    #expect(windows.clientCount == 1)
  }

  @Test func manyClientsDoNotFillMemory() {
    var windows = windows(2)
    for number in 0..<FixedWindows.clientLimit { _ = windows.count("\(number)", at: start) }
    #expect(windows.count("0", at: start).used == 2)
    _ = windows.count("one more", at: start)
    #expect(windows.clientCount == FixedWindows.clientLimit)
    #expect(windows.count("1", at: start).used == 2)
    #expect(windows.count("0", at: start).used == 1, "the first was forgotten")
  }

  @Test func anAllowanceIsAtLeastOne() {
    let allowance = RateLimits.Allowance(requests: 0, seconds: -5)
    #expect(allowance == RateLimits.Allowance(requests: 1, seconds: 1))
  }
}
