import Testing

@testable import HTTPServer

@Suite struct InputBacklogTests {
  @Test func whatHasBeenReadIsLetGoOfWhileSomethingAlwaysWaits() {
    var backlog = InputBacklog()
    let request = [UInt8](repeating: 7, count: 30_000)
    backlog.append(request.span)
    var most = 0
    for _ in 0..<1_000 {
      backlog.append(request.span)
      let taken = backlog.take()
      backlog.putBack(taken.bytes, from: taken.start + request.count)
      most = max(most, backlog.bytes.count)
    }
    #expect(backlog.count == request.count)
    #expect(most <= 2 * request.count)
  }

  @Test(arguments: 1...8, 1...8)
  func theBytesStayInOrderWhereverTheyAreSplit(arriving: Int, reading: Int) {
    for late in 0...3 {
      let passed = pass(100, arriving: arriving, reading: reading, late: late)
      #expect(passed == Array(0..<100), "\(late) arrive while others are read")
    }
  }

  /// What is read of numbered bytes that arrive and are read a few at a time.
  private func pass(_ count: UInt8, arriving: Int, reading: Int, late: Int) -> [UInt8] {
    var backlog = InputBacklog()
    var coming = Array(0..<count)[...]
    var read: [UInt8] = []
    while !coming.isEmpty || !backlog.isEmpty {
      arrive(arriving, of: &coming, in: &backlog)
      let taken = backlog.take()
      let end = min(taken.start + reading, taken.bytes.count)
      read += taken.bytes[taken.start..<end]
      arrive(late, of: &coming, in: &backlog)
      backlog.putBack(taken.bytes, from: end)
      #expect(backlog.bytes.count <= 2 * backlog.count)
    }
    return read
  }

  private func arrive(
    _ count: Int, of coming: inout ArraySlice<UInt8>, in backlog: inout InputBacklog
  ) {
    let bytes = Array(coming.prefix(count))
    backlog.append(bytes.span)
    coming = coming.dropFirst(count)
  }
}
