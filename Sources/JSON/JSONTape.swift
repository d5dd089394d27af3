/// The parsed form: the text without insignificant white space, and one entry for every value and key.
///
/// Entries stand in the order of the text, so a container comes before what it holds and a key before its
/// value.
struct JSONTape: Sendable {
  /// One value or key.
  struct Entry: Sendable {
    /// Where the text of the value starts in `bytes`.
    var start: UInt32
    /// Where it ends; zero while a container is still open.
    var end: UInt32
    /// The first entry after the value and all it holds; while a container is open: the one around it.
    var next: UInt32
    /// Kind in bits 0…2, escape mark in bit 3, number of children above.
    private var packed: UInt32

    init(_ kind: JSONDocument.Kind, start: Int, end: Int, next: UInt32, hasEscapes: Bool = false) {
      self.start = UInt32(truncatingIfNeeded: start)
      self.end = UInt32(truncatingIfNeeded: end)
      self.next = next
      packed = UInt32(kind.rawValue) | (hasEscapes ? 8 : 0)
    }

    var kind: JSONDocument.Kind { JSONDocument.Kind(rawValue: UInt8(packed & 7)) ?? .null }
    var hasEscapes: Bool { packed & 8 != 0 }
    /// Elements of an array, members of an object.
    var count: Int { Int(packed >> 4) }

    mutating func countChild() { packed &+= 16 }
  }

  /// What `next` says in an outermost container while it is open.
  static let none = UInt32.max

  var bytes: [UInt8]
  var entries: [Entry]

  /// The document `null`, shared by all that hold nothing.
  static let null = JSONTape(
    bytes: Array("null".utf8), entries: [Entry(.null, start: 0, end: 4, next: 1)])

  /// No document; stands in for one while that is parsed anew.
  static var empty: JSONTape { JSONTape(bytes: [], entries: []) }

  /// Empties the tape for a text of `byteCount` bytes.
  mutating func removeAll(expecting byteCount: Int) {
    bytes.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    // One entry for eight bytes is what most texts need; who needs more gets it later.
    let expected = min(byteCount / 8 &+ 1, 4_096)
    if entries.capacity < expected { entries.reserveCapacity(expected) }
  }
}
