import Bytes

/// Where short texts and bodies of many entries lie one behind the other.
///
/// What is said is short and soon forgotten. Were it kept by reference, every new request and event would
/// have to do with memory that was last used thousands of entries ago: that is slower than to copy it here,
/// and leaves its memory to the next one. A page goes with the last of its entries.
final class JournalPage {
  /// The room of a page, in bytes.
  static let size = 65_536

  /// The most bytes that one entry puts on a page: longer ones are kept by reference.
  static let longest = 4_096

  private var bytes: [UInt8] = []

  /// Makes an empty page.
  init() {
    bytes.reserveCapacity(JournalPage.size)
  }

  /// Writes what `write` appends, at most `count` bytes.
  func add(_ count: Int, _ write: (inout OutputSpan<UInt8>) -> Void) {
    bytes.append(addingCapacity: count, initializingWith: write)
  }

  /// What lies in a range.
  func bytes(_ range: Range<Int>) -> [UInt8] { Array(bytes[range]) }

  /// The text that lies in a range.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
