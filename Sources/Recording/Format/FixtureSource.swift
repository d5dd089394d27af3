/// Where the text of a fixture lies, so that a line can be read again when it is played.
package protocol FixtureSource: Sendable {
  /// What it is called where something is wrong with it; nil when nobody can change it.
  var name: String? { get }

  /// The number of bytes.
  var count: Int { get }

  /// The bytes of a part; fewer where there are no more, or where they cannot be read any longer.
  func bytes(in range: Range<Int>) -> [UInt8]
}

/// The text of a fixture in memory.
struct HeldText: FixtureSource {
  let text: [UInt8]

  var name: String? { nil }

  var count: Int { text.count }

  func bytes(in range: Range<Int>) -> [UInt8] { Array(text[range.clamped(to: text.indices)]) }
}
