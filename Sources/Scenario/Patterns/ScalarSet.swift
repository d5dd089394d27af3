/// Some Unicode scalars: what a class such as `[^a-z\d]` stands for.
struct ScalarSet: Sendable {
  /// A kind of scalars.
  enum Kind: Sendable {
    case digit
    case word
    case space

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .digit: "0"..."9" ~= scalar
      case .word: scalar.isWordScalar
      case .space: scalar.properties.isWhitespace
      }
    }
  }

  private(set) var ranges: [ClosedRange<Unicode.Scalar>] = []
  private var kinds: [(kind: Kind, isNegated: Bool)] = []
  var isNegated = false

  var isEmpty: Bool { ranges.isEmpty && kinds.isEmpty }

  mutating func insert(_ range: ClosedRange<Unicode.Scalar>) { ranges.append(range) }

  mutating func insert(_ kind: Kind, isNegated: Bool) { kinds.append((kind, isNegated)) }

  /// Cost: O(number of ranges).
  func contains(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> Bool {
    let isIn =
      holds(scalar)
      || (ignoringCase && (holds(scalar.lowercased) || holds(scalar.uppercased)))
    return isIn != isNegated
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar) }
      || kinds.contains { $0.kind.contains(scalar) != $0.isNegated }
  }
}

extension Unicode.Scalar {
  /// Whether it belongs to a word: a letter, a digit, a mark or the underscore.
  var isWordScalar: Bool {
    if isASCII {
      return "a"..."z" ~= self || "A"..."Z" ~= self || "0"..."9" ~= self || self == "_"
    }
    return properties.isAlphabetic || properties.numericType != nil
  }

  /// The small letter, where that is one scalar; otherwise itself.
  var lowercased: Unicode.Scalar {
    if isASCII { return "A"..."Z" ~= self ? Unicode.Scalar(UInt8(value | 0x20)) : self }
    return single(properties.lowercaseMapping)
  }

  /// The capital letter, where that is one scalar; otherwise itself.
  var uppercased: Unicode.Scalar {
    if isASCII { return "a"..."z" ~= self ? Unicode.Scalar(UInt8(value & 0x5F)) : self }
    return single(properties.uppercaseMapping)
  }

  private func single(_ mapping: String) -> Unicode.Scalar {
    guard let first = mapping.unicodeScalars.first, mapping.unicodeScalars.count == 1 else {
      return self
    }
    return first
  }
}
