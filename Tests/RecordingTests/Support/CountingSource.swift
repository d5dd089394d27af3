import Synchronization

@testable import Recording

/// The text of a fixture that counts how often a part of it is read.
final class CountingSource: FixtureSource {
  private let text: [UInt8]
  private let reads = Mutex(0)

  init(_ text: String) { self.text = Array(text.utf8) }

  var name: String? { nil }

  var count: Int { text.count }

  func bytes(in range: Range<Int>) -> [UInt8] {
    reads.withLock { $0 += 1 }
    return Array(text[range.clamped(to: text.indices)])
  }

  /// The parts read since this was asked last.
  func takeReads() -> Int {
    reads.withLock { count in
      defer { count = 0 }
      return count
    }
  }
}
