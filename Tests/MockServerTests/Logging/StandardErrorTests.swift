import Testing

@testable import MockServer

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct StandardErrorTests {
  @Test func aFullPipeThatDoesNotBlockIsWaitedForAtRest() async throws {
    let (reading, writing) = makePipe()
    defer { closeDescriptor(reading) }
    let line = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 251) }
    let writer = BackgroundThread {
      StandardError.write(line, to: writing)
      closeDescriptor(writing)
      return processorMilliseconds()
    }
    // For that long the pipe is full, and a writer that tried again and again would use a processor.
    try await Task.sleep(for: .milliseconds(500))
    #expect(readAll(reading) == line)
    #expect(try await writer.value < 100)
  }

  @Test func aDescriptorThatIsGoneIsGivenUp() {
    StandardError.write([1, 2, 3], to: -1)
  }
}

/// The two ends of a pipe, the second of which does not block.
private func makePipe() -> (reading: Int32, writing: Int32) {
  var ends: [Int32] = [-1, -1]
  _ = unsafe pipe(&ends)
  _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
  return (ends[0], ends[1])
}

/// All that comes until the other end is closed.
private func readAll(_ descriptor: Int32) -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = unsafe buffer.withUnsafeMutableBytes { room in
      unsafe read(descriptor, room.baseAddress, room.count)
    }
    guard count > 0 else { return bytes }
    bytes += buffer[..<count]
  }
}

/// The time a processor has spent on this thread, which others do not disturb.
private func processorMilliseconds() -> Int {
  var time = timespec()
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Int(time.tv_sec) * 1_000 + Int(time.tv_nsec) / 1_000_000
}

private func closeDescriptor(_ descriptor: Int32) {
  close(descriptor)
}
