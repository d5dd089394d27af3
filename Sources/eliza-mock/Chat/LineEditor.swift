/// The line a person is typing: what keys do to it.
struct LineEditor {
  private(set) var characters: [Character] = []
  private(set) var cursor = 0
  private var pending: [UInt8] = []
  private var earlier: [String] = []
  private var recalled = 0

  var text: String { String(characters) }

  /// Takes bytes of the terminal; answers the lines that are complete, and whether the user wants to leave.
  mutating func take(_ bytes: [UInt8]) -> [ChatKey] {
    pending += bytes
    var keys: [ChatKey] = []
    while let length = nextLength() {
      let unit = Array(pending.prefix(length))
      pending.removeFirst(length)
      if let key = press(unit) { keys.append(key) }
    }
    return keys
  }

  /// Puts a text into an empty line.
  mutating func restore(_ text: String) {
    guard characters.isEmpty else { return }
    characters = Array(text)
    cursor = characters.count
  }

  /// The bytes of the next key; nil when it is not whole.
  private func nextLength() -> Int? {
    guard let first = pending.first else { return nil }
    if first == 0x1B {
      guard pending.count > 1 else { return pending.count }
      guard pending[1] == 0x5B || pending[1] == 0x4F else { return 1 }
      let end = pending.dropFirst(2).firstIndex { 0x40...0x7E ~= $0 }
      return end.map { $0 + 1 } ?? (pending.count > 16 ? pending.count : nil)
    }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    return pending.count >= length ? length : nil
  }

  private mutating func press(_ unit: [UInt8]) -> ChatKey? {
    guard unit.count == 1, let byte = unit.first, byte < 0x20 || byte == 0x7F else {
      unit.first == 0x1B ? steer(unit) : insert(String(decoding: unit, as: UTF8.self))
      return nil
    }
    switch byte {
    case 0x0A, 0x0D: return finish()
    case 0x03: return .quit
    case 0x04: return characters.isEmpty ? .quit : nil
    case 0x08, 0x7F: erase(from: cursor - 1)
    case 0x01: cursor = 0
    case 0x05: cursor = characters.count
    case 0x15: erase(from: 0)
    case 0x0B: characters.removeSubrange(cursor...)
    case 0x17: erase(from: startOfWord())
    default: break
    }
    return nil
  }

  private mutating func finish() -> ChatKey {
    let line = text
    if line.contains(where: { !$0.isWhitespace }), earlier.last != line {
      earlier.append(line)
      if earlier.count > 100 { earlier.removeFirst() }
    }
    recalled = earlier.count
    characters = []
    cursor = 0
    return .line(line)
  }

  private mutating func insert(_ text: String) {
    // A mark that belongs to the character before joins it.
    let before = characters[..<cursor]
    let joined = Array(String(before) + text)
    characters = joined + characters[cursor...]
    cursor = joined.count
  }

  private mutating func erase(from start: Int) {
    guard start >= 0, start < cursor else { return }
    characters.removeSubrange(start..<cursor)
    cursor = start
  }

  private func startOfWord() -> Int {
    var start = cursor
    while start > 0, characters[start - 1].isWhitespace { start -= 1 }
    while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
    return start
  }

  /// An arrow or another key that sends an escape sequence.
  private mutating func steer(_ unit: [UInt8]) {
    switch unit.last {
    case UInt8(ascii: "D"): cursor = max(cursor - 1, 0)
    case UInt8(ascii: "C"): cursor = min(cursor + 1, characters.count)
    case UInt8(ascii: "H"): cursor = 0
    case UInt8(ascii: "F"): cursor = characters.count
    case UInt8(ascii: "A"): recall(recalled - 1)
    case UInt8(ascii: "B"): recall(recalled + 1)
    default: break
    }
  }

  private mutating func recall(_ number: Int) {
    guard (0...earlier.count).contains(number) else { return }
    recalled = number
    characters = number < earlier.count ? Array(earlier[number]) : []
    cursor = characters.count
  }
}
