import Testing

@testable import Reactor

@Suite struct BufferPoolTests {
  @Test func aGivenBufferIsTakenAgainEmptyAndInFullSize() {
    let pool = BufferPool(bufferSize: 64, limit: 4)
    var buffer = pool.take()
    buffer.append(7)
    pool.give(buffer)
    #expect(pool.count == 1)
    let again = pool.take()
    #expect(again.isEmpty)
    #expect(again.capacity >= 64)
    #expect(pool.count == 0)
  }

  @Test func noMoreThanTheLimitWaits() {
    let pool = BufferPool(bufferSize: 8, limit: 2)
    for _ in 0..<5 { pool.give([1]) }
    #expect(pool.count == 2)
  }
}
