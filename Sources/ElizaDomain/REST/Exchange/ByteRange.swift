/// What a `Range` field asks for of a body (RFC 9110 §14).
enum ByteRange {
  /// The whole body.
  case whole
  /// A part of it.
  case part(Range<Int>)
  /// A part it does not have.
  case unsatisfiable

  /// Reads a field; what is malformed, or asks for several parts, asks for the whole.
  init(_ field: String?, count: Int) {
    self = .whole
    guard let field, field.lowercased().hasPrefix("bytes=") else { return }
    let ends = field.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = ByteRange.number(ends[0]),
      let last = ByteRange.number(ends[1])
    else { return }
    switch (first, last) {
    case (nil, nil): return
    case (nil, let length?):
      self = length == 0 || count == 0 ? .unsatisfiable : .part(max(count - length, 0)..<count)
    case (let start?, let last):
      if let last, last < start { return }
      self = start >= count ? .unsatisfiable : .part(start..<(min(last ?? count, count - 1) + 1))
    }
  }

  /// The number, nil for an empty text; nil altogether for what is no number.
  private static func number(_ text: Substring) -> Int?? {
    let digits = text.filter { $0 != " " }
    guard !digits.isEmpty else { return .some(nil) }
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else {
      return nil
    }
    return .some(number)
  }
}
