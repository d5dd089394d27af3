import Testing

@testable import Reactor

@Suite final class OutboxTests {
  private let ends = Descriptor.datagramPair()
  private let pool = BufferPool(bufferSize: 16, limit: 2)
  private var outbox: Outbox

  init() {
    outbox = Outbox(pool: pool)
  }

  private func write() -> IOResult {
    outbox.write(to: ends.0)
  }

  deinit {
    ends.0.close()
    ends.1.close()
  }

  @Test func smallSendsLeaveAsOneWrite() {
    outbox.append([1, 2].span)
    outbox.append([3].span)
    #expect(outbox.byteCount == 3)
    #expect(write() == .done(3))
    #expect(ends.1.readOnce() == [1, 2, 3])
    #expect(ends.1.readOnce() == nil)
    #expect(outbox.isEmpty)
  }

  @Test func copiedSharedAndLargePiecesAreGatheredInOrder() {
    let large = pattern(40)
    outbox.append([1, 2].span)
    outbox.append(shared: [3, 4, 5])
    outbox.append([6].span)
    outbox.append(large.span)
    outbox.append([7].span)
    #expect(write() == .done(47))
    #expect(ends.1.readOnce() == [1, 2, 3, 4, 5, 6] + large + [7])
  }

  @Test func aFullBufferIsFollowedByAnother() {
    let bytes = pattern(39)
    for start in stride(from: 0, to: 39, by: 13) {
      outbox.append(Array(bytes[start..<start + 13]).span)
    }
    #expect(write() == .done(39))
    #expect(ends.1.readOnce() == bytes)
    #expect(pool.count == 2)
  }

  @Test func moreThanOneGatherTakesSeveralWrites() {
    for byte in 0..<100 { outbox.append(shared: [UInt8(byte)]) }
    #expect(write() == .done(64))
    #expect(write() == .done(36))
    #expect(ends.1.readOnce() == Array(0..<64))
    #expect(ends.1.readOnce() == Array(64..<100))
    #expect(outbox.isEmpty)
  }

  @Test func anEmptyOutboxHoldsNoBuffer() {
    outbox.append([1].span)
    #expect(pool.count == 0)
    #expect(write() == .done(1))
    #expect(pool.count == 1)
    outbox.append([2].span)
    #expect(pool.count == 0)
    outbox.removeAll()
    #expect(pool.count == 1)
    #expect(outbox.byteCount == 0)
  }

  @Test func emptyPiecesAreNothing() {
    let nothing: [UInt8] = []
    outbox.append(nothing.span)
    outbox.append(shared: [])
    #expect(outbox.isEmpty)
  }

  @Test func sharedBytesAreNotCopied() {
    var bytes = pattern(100)
    let address = address(of: bytes)
    outbox.append(shared: bytes)
    bytes[0] ^= 1
    // The write had to move to a copy, since the outbox holds the array itself.
    #expect(self.address(of: bytes) != address)
    #expect(write() == .done(100))
    #expect(ends.1.readOnce() == pattern(100))
  }

  private func address(of bytes: [UInt8]) -> UInt {
    unsafe bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
  }
}
