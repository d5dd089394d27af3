@testable import Reactor

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The raw end of a connection, played by the test itself without blocking.
extension Descriptor {
  /// Everything that can be read now, and whether the stream has ended.
  func readAll() -> (bytes: [UInt8], hasEnded: Bool, errno: Int32?) {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let result = unsafe buffer.withUnsafeMutableBytes { unsafe read(into: $0) }
      switch result {
      case .done(0): return (bytes, true, nil)
      case .done(let count): bytes += buffer[..<count]
      case .wouldBlock: return (bytes, false, nil)
      case .failed(let code): return (bytes, false, code)
      }
    }
  }

  /// The result of one read of up to `limit` bytes.
  func readOnce(_ limit: Int = 65_536) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: limit)
    let result = unsafe buffer.withUnsafeMutableBytes { unsafe read(into: $0) }
    guard case .done(let count) = result else { return nil }
    return Array(buffer[..<count])
  }

  /// Writes what the kernel takes.
  @discardableResult
  func write(_ bytes: [UInt8]) -> IOResult {
    unsafe bytes.withUnsafeBytes { unsafe send($0) }
  }

  /// Writes the text.
  @discardableResult
  func write(_ text: String) -> IOResult {
    write(Array(text.utf8))
  }

  /// Makes the kernel's own buffers as small as it allows, so that writes come out partial.
  func shrinkBuffers() {
    for option in [SO_SNDBUF, SO_RCVBUF] {
      var size: CInt = 1
      _ = unsafe setsockopt(
        rawValue, SOL_SOCKET, option, &size, socklen_t(MemoryLayout<CInt>.size))
    }
  }

  /// Two ends of a local socket that keeps each write a message of its own.
  static func datagramPair() -> (Descriptor, Descriptor) {
    #if canImport(Glibc)
      let type = Int32(SOCK_DGRAM.rawValue)
    #else
      let type = SOCK_DGRAM
    #endif
    var ends: [Int32] = [-1, -1]
    _ = unsafe socketpair(AF_UNIX, type, 0, &ends)
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    return (Descriptor(rawValue: ends[0]), Descriptor(rawValue: ends[1]))
  }
}

/// Bytes that betray a lost, doubled or misplaced piece.
func pattern(_ count: Int) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(count + patternBlock.count)
  while bytes.count < count { bytes += patternBlock }
  bytes.removeLast(bytes.count - count)
  return bytes
}

/// Its length is prime, so that no buffer size divides it.
private let patternBlock = (0..<65_521).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 251) }
