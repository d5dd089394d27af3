extension PatternParser {
  /// What a backslash outside a class means; it is passed already.
  mutating func escape(at start: Int) throws(PatternError) -> PatternNode {
    switch next {
    case "b": return anchor(.wordBoundary)
    case "B": return anchor(.noWordBoundary)
    case "A": return anchor(.textStart)
    case "z", "Z": return anchor(.textEnd)
    case "k": throw error(.refused("a reference back"), at: start)
    case let digit? where "1"..."9" ~= digit:
      throw error(.refused("a reference back"), at: start)
    default: break
    }
    if let (kind, isNegated) = takeKind() {
      var set = ScalarSet()
      set.insert(kind, isNegated: isNegated)
      return .set(set, ignoringCase: false)
    }
    return .scalar(try escapedScalar(at: start), ignoringCase: flags.ignoresCase)
  }

  private mutating func anchor(_ assertion: PatternNode.Assertion) -> PatternNode {
    position += 1
    return .assertion(assertion)
  }

  private mutating func takeKind() -> (ScalarSet.Kind, isNegated: Bool)? {
    let result: (ScalarSet.Kind, isNegated: Bool)
    switch next {
    case "d": result = (.digit, false)
    case "D": result = (.digit, true)
    case "w": result = (.word, false)
    case "W": result = (.word, true)
    case "s": result = (.space, false)
    case "S": result = (.space, true)
    default: return nil
    }
    position += 1
    return result
  }

  private mutating func escapedScalar(at start: Int) throws(PatternError) -> Unicode.Scalar {
    guard let scalar = advance() else { throw error(.escape("\\"), at: start) }
    switch scalar {
    case "t": return "\t"
    case "n": return "\n"
    case "r": return "\r"
    case "f": return "\u{0C}"
    case "v": return "\u{0B}"
    case "0": return "\u{0}"
    case "x": return try hexadecimal(digits: 2, at: start)
    case "u":
      if take("{") { return try bracedHexadecimal(at: start) }
      return try hexadecimal(digits: 4, at: start)
    default:
      guard !scalar.isWordScalar || scalar == "_" else {
        throw error(.escape(text(from: start, to: position)), at: start)
      }
      return scalar
    }
  }

  private mutating func hexadecimal(
    digits: Int, at start: Int
  ) throws(PatternError) -> Unicode.Scalar {
    let end = min(position + digits, scalars.count)
    let written = text(from: position, to: end)
    position = end
    return try scalar(written, count: digits...digits, at: start)
  }

  private mutating func bracedHexadecimal(at start: Int) throws(PatternError) -> Unicode.Scalar {
    guard let end = scalars[position...].firstIndex(of: "}") else {
      throw error(.unclosed("escape"), at: start)
    }
    let written = text(from: position, to: end)
    position = end + 1
    return try scalar(written, count: 1...6, at: start)
  }

  private func scalar(
    _ written: String, count: ClosedRange<Int>, at start: Int
  ) throws(PatternError) -> Unicode.Scalar {
    guard count.contains(written.utf8.count), written.allSatisfy(\.isHexDigit),
      let value = UInt32(written, radix: 16), let scalar = Unicode.Scalar(value)
    else { throw error(.escape(text(from: start, to: position)), at: start) }
    return scalar
  }
}

extension PatternParser {
  /// A class; its opening bracket is passed already.
  mutating func set(at start: Int) throws(PatternError) -> ScalarSet {
    var set = ScalarSet()
    set.isNegated = take("^")
    while let scalar = next, scalar != "]" {
      let first = position
      guard let low = try member(of: &set) else { continue }
      guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        set.insert(low...low)
        continue
      }
      position += 1
      guard let high = try member(of: &set), low <= high else {
        throw error(.range(text(from: first, to: position)), at: first)
      }
      set.insert(low...high)
    }
    guard take("]") else { throw error(.unclosed("class"), at: start) }
    guard !set.isEmpty else { throw error(.emptyClass, at: start) }
    return set
  }

  /// The next scalar of a class; nil when it was a kind, which is put in.
  private mutating func member(of set: inout ScalarSet) throws(PatternError) -> Unicode.Scalar? {
    let start = position
    guard let scalar = advance() else { throw error(.unclosed("class"), at: start) }
    guard scalar == "\\" else { return scalar }
    if let (kind, isNegated) = takeKind() {
      set.insert(kind, isNegated: isNegated)
      return nil
    }
    if take("b") { return "\u{08}" }
    return try escapedScalar(at: start)
  }
}
