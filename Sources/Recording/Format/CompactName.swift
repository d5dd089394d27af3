import Bytes

/// A name that stands in a fixture, as small as it gets; secrets, which stand for nothing, are none.
enum CompactName: Hashable {
  /// A moment, in milliseconds since the start, in whichever way it is written.
  case moment(Int64)
  /// An id that is numbered as recorders do: kind and number.
  case id(UInt128, UInt32)
  /// Any other id.
  case other(String)

  /// What a replay knows the name by.
  var text: String {
    switch self {
    case .moment(let offset): ReplayValues.moment(offset)
    case .id(let kind, let number): "{\(PackedWord.text(kind)):\(number)}"
    case .other(let text): text
    }
  }

  /// A number of its own, as far as numbers go.
  var fingerprint: UInt32 {
    let number =
      switch self {
      case .moment(let offset): UInt64(bitPattern: offset)
      case .id(let kind, let number):
        LinePrint.mix(
          UInt64(truncatingIfNeeded: kind) ^ UInt64(truncatingIfNeeded: kind >> 64),
          UInt64(number))
      case .other(let text): LinePrint.hash(text.utf8)
      }
    return UInt32(truncatingIfNeeded: number >> 8)
  }

  /// The id that is written `text`; nil when it is none.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    var found: CompactName?
    CompactName.visit(bytes.span) { found = $0 }
    guard let found else { return nil }
    self = found
  }

  /// Calls `body` with every name in a text, which may be that of a whole line: no brace of JSON begins a name.
  static func visit(_ text: Span<UInt8>, _ body: (CompactName) -> Void) {
    var index = 0
    // A name has four bytes at least.
    while index &+ 3 < text.count {
      guard text[index] == ASCII.leftBrace, isLetter(text[index &+ 1]) else {
        index &+= 1
        continue
      }
      guard let (name, end) = read(text, from: index) else {
        index &+= 1
        continue
      }
      if let name { body(name) }
      index = end
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

  /// The name that begins at `start`, nil within for a secret, and the place behind it.
  private static func read(
    _ text: Span<UInt8>, from start: Int
  ) -> (name: CompactName?, end: Int)? {
    var colon = start &+ 1
    while colon < text.count, colon &- start <= 17, isLetter(text[colon]) { colon &+= 1 }
    guard colon < text.count, text[colon] == ASCII.colon else { return nil }
    let first = colon &+ 1
    var end = first
    while end < text.count, end &- first < 20, text[end] != ASCII.rightBrace { end &+= 1 }
    guard end > first, end < text.count, text[end] == ASCII.rightBrace else { return nil }
    let kind = PackedWord.read(text, start &+ 1..<colon)
    if let kind, moments.contains(kind) {
      let isSigned = text[first] == ASCII.plus || text[first] == ASCII.minus
      guard isSigned, let offset = offset(text, first..<end) else { return nil }
      return (.moment(offset), end &+ 1)
    }
    for index in first..<end where !ASCII.isDigit(text[index]) { return nil }
    if kind == secret { return (nil, end &+ 1) }
    let isPlain = end &- first <= 9 && (text[first] != ASCII.zero || end &- first == 1)
    guard let kind, isPlain, let number = offset(text, first..<end) else {
      let range = text.extracting(start...end)
      var bytes: [UInt8] = []
      bytes.append(contentsOf: range)
      return (.other(String(decoding: bytes, as: UTF8.self)), end &+ 1)
    }
    return (.id(kind, UInt32(truncatingIfNeeded: number)), end &+ 1)
  }

  private static let moments = ["time", "epoch", "digits"].map(PackedWord.of)
  private static let secret = PackedWord.of("secret")

  /// A number with its sign, or one without; nil when it does not fit.
  private static func offset(_ text: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    let sign = text[range.lowerBound]
    let isSigned = sign == ASCII.plus || sign == ASCII.minus
    if isSigned && range.count == 1 { return nil }
    var value: Int64 = 0
    for index in range.dropFirst(isSigned ? 1 : 0) {
      guard ASCII.isDigit(text[index]) else { return nil }
      let (tens, isOver) = value.multipliedReportingOverflow(by: 10)
      let (sum, isPast) = tens.subtractingReportingOverflow(Int64(text[index] &- ASCII.zero))
      guard !isOver, !isPast else { return nil }
      value = sum
    }
    if sign == ASCII.minus { return value }
    return value == .min ? nil : -value
  }
}
