extension PatternParser {
  /// The atom with the repetition that follows it, if one does.
  mutating func repetition(of atom: PatternNode, at start: Int) throws(PatternError) -> PatternNode
  {
    let mark = position
    guard let (least, most) = try counts() else { return atom }
    if case .assertion = atom { throw error(.nothingToRepeat, at: mark) }
    let isLazy = take("?")
    if next == "+" { throw error(.refused("possessive repetition"), at: position) }
    if let scalar = next, "*?{".unicodeScalars.contains(scalar) {
      throw error(.nothingToRepeat, at: position)
    }
    return .repeated(atom, least: least, most: most, isLazy: isLazy)
  }

  private mutating func counts() throws(PatternError) -> (Int, Int?)? {
    switch next {
    case "*":
      position += 1
      return (0, nil)
    case "+":
      position += 1
      return (1, nil)
    case "?":
      position += 1
      return (0, 1)
    case "{": return try writtenCounts()
    default: return nil
    }
  }

  private mutating func writtenCounts() throws(PatternError) -> (Int, Int?) {
    let start = position
    guard let end = scalars[start...].firstIndex(of: "}") else {
      throw error(.unclosed("count"), at: start)
    }
    let inner = text(from: start + 1, to: end)
    let parts = inner.split(separator: ",", omittingEmptySubsequences: false)
    guard let head = parts.first, let least = PatternParser.count(head), parts.count <= 2 else {
      throw error(.count("{\(inner)}"), at: start)
    }
    position = end + 1
    guard let tail = parts.dropFirst().first else { return (least, least) }
    if tail.isEmpty { return (least, nil) }
    guard let most = PatternParser.count(tail), least <= most else {
      throw error(.count("{\(inner)}"), at: start)
    }
    return (least, most)
  }

  private static func count(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let count = Int(text),
      count <= countLimit
    else { return nil }
    return count
  }
}
