/// A pattern in which `*` stands for any characters.
///
/// With a separator `*` does not reach beyond it, and `**` does.
struct Glob: Hashable, Sendable {
  private enum Part: Hashable {
    case byte(UInt8)
    case within
    case across
  }

  private let parts: [Part]
  private let separator: UInt8?

  init(_ text: String, separator: UInt8? = nil) {
    var parts: [Part] = []
    for byte in text.utf8 {
      if byte != 0x2A {
        parts.append(.byte(byte))
      } else if parts.last == .within {
        parts[parts.count - 1] = .across
      } else if parts.last != .across {
        parts.append(.within)
      }
    }
    self.parts = parts
    self.separator = separator
  }

  /// Whether the whole of `text` fits; takes time proportional to both lengths.
  func matches(_ text: some StringProtocol) -> Bool {
    // What has been read may end at each of these parts.
    var open = [Bool](repeating: false, count: parts.count + 1)
    open[0] = true
    skipStars(&open)
    for byte in text.utf8 {
      var next = [Bool](repeating: false, count: open.count)
      for (index, part) in parts.enumerated() where open[index] {
        switch part {
        case .byte(let wanted): if wanted == byte { next[index + 1] = true }
        case .within: if byte != separator { next[index] = true }
        case .across: next[index] = true
        }
      }
      skipStars(&next)
      open = next
    }
    return open[parts.count]
  }

  /// A star may stand for nothing.
  private func skipStars(_ open: inout [Bool]) {
    for (index, part) in parts.enumerated()
    where open[index] && (part == .within || part == .across) {
      open[index + 1] = true
    }
  }
}
