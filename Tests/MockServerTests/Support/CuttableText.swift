import Recording
import Synchronization

/// The file of a fixture that somebody cuts short while it is replayed.
final class CuttableText: FixtureSource {
  let name: String? = "chat.jsonl"
  let count: Int
  private let text: Mutex<[UInt8]>

  init(_ text: String) {
    count = text.utf8.count
    self.text = Mutex(Array(text.utf8))
  }

  /// Takes away all that stands from a text on.
  func cut(before mark: String) {
    text.withLock { text in
      guard let start = text.firstRange(of: Array(mark.utf8))?.lowerBound else { return }
      text.removeSubrange(start...)
    }
  }

  func bytes(in range: Range<Int>) -> [UInt8] {
    text.withLock { Array($0[range.clamped(to: $0.indices)]) }
  }
}
