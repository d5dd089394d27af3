import Testing

@testable import Reactor

@Suite struct SelectorTests {
  private func waited(_ selector: any Selector, _ nanoseconds: Int64? = 0) -> [UInt64: Readiness] {
    var events: [ReadyEvent] = []
    selector.wait(nanoseconds: nanoseconds, into: &events)
    return Dictionary(events.map { ($0.tag, $0.readiness) }) { $0.union($1) }
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func readinessIsReportedUntilDealtWith(_ choice: EventLoop.SelectorChoice) throws {
    let selector = try choice.open()
    let (first, second) = Descriptor.datagramPair()
    try selector.add(first, tag: 7, interest: .reading)
    #expect(waited(selector).isEmpty)
    second.write("x")
    #expect(waited(selector) == [7: .readable])
    #expect(waited(selector, nil) == [7: .readable])
    _ = first.readOnce()
    #expect(waited(selector).isEmpty)
    [first, second].forEach { $0.close() }
    selector.close()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func onlyWhatIsWantedIsReported(_ choice: EventLoop.SelectorChoice) throws {
    let selector = try choice.open()
    let (first, second) = Descriptor.datagramPair()
    try selector.add(first, tag: 1, interest: .reading)
    selector.update(first, tag: 1, from: .reading, to: [.reading, .writing])
    #expect(waited(selector) == [1: .writable])
    second.write("x")
    #expect(waited(selector) == [1: [.readable, .writable]])
    selector.update(first, tag: 1, from: [.reading, .writing], to: [])
    #expect(waited(selector).isEmpty)
    selector.update(first, tag: 1, from: [], to: .reading)
    #expect(waited(selector) == [1: .readable])
    selector.remove(first, interest: .reading)
    #expect(waited(selector).isEmpty)
    [first, second].forEach { $0.close() }
    selector.close()
  }

  @Test(arguments: EventLoop.SelectorChoice.tested)
  func removingOneKeepsTheOthers(_ choice: EventLoop.SelectorChoice) throws {
    let selector = try choice.open()
    let pairs = (0..<4).map { _ in Descriptor.datagramPair() }
    for (index, pair) in pairs.enumerated() {
      try selector.add(pair.0, tag: UInt64(index), interest: .reading)
      pair.1.write("x")
    }
    selector.remove(pairs[1].0, interest: .reading)
    selector.remove(pairs[3].0, interest: .reading)
    #expect(waited(selector) == [0: .readable, 2: .readable])
    for pair in pairs { [pair.0, pair.1].forEach { $0.close() } }
    selector.close()
  }

  @Test(
    arguments: [
      (nil, -1), (-5, 0), (0, 0), (1, 1), (999_999, 1), (1_000_000, 1), (1_000_001, 2),
      (.max, .max),
    ] as [(Int64?, Int32)])
  func millisecondsAreRoundedUp(_ nanoseconds: Int64?, _ milliseconds: Int32) {
    #expect(selectorMilliseconds(nanoseconds) == milliseconds)
  }
}
