/// A check of UTF-8 that arrives in pieces (RFC 3629): no overlong forms, no surrogates, nothing past U+10FFFF.
public struct UTF8Validator: Sendable {
  /// Continuation bytes still missing from the character begun last; 0…3.
  private var missing = 0
  /// What the next continuation byte may be.
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF

  /// Makes a validator that has seen nothing.
  public init() {}

  /// Whether no character is left unfinished.
  public var isComplete: Bool { missing == 0 }

  /// Takes the next bytes; false at the first byte that cannot be part of valid text.
  ///
  /// After false the validator must be given up.
  public mutating func feed(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      if missing == 0 {
        index = UTF8Validator.endOfASCII(in: bytes, from: index)
        guard index < bytes.count else { return true }
      }
      guard accept(bytes[index]) else { return false }
      index += 1
    }
    return true
  }

  /// Whether `bytes` are valid UTF-8 as a whole.
  public static func isValid(_ bytes: Span<UInt8>) -> Bool {
    var validator = UTF8Validator()
    return validator.feed(bytes) && validator.isComplete
  }

  /// The length in bytes of the valid character that starts at `index`, or nil.
  public static func characterLength(in bytes: Span<UInt8>, at index: Int) -> Int? {
    var validator = UTF8Validator()
    var end = index
    repeat {
      guard end < bytes.count, validator.accept(bytes[end]) else { return nil }
      end &+= 1
    } while validator.missing > 0
    return end &- index
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    guard missing == 0 else {
      guard allowed.contains(byte) else { return false }
      missing &-= 1
      allowed = 0x80...0xBF
      return true
    }
    switch byte {
    case 0x00...0x7F: return true
    case 0xC2...0xDF: expect(1, 0x80...0xBF)
    case 0xE0: expect(2, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE, 0xEF: expect(2, 0x80...0xBF)
    case 0xED: expect(2, 0x80...0x9F)
    case 0xF0: expect(3, 0x90...0xBF)
    case 0xF1...0xF3: expect(3, 0x80...0xBF)
    case 0xF4: expect(3, 0x80...0x8F)
    default: return false
    }
    return true
  }

  private mutating func expect(_ count: Int, _ first: ClosedRange<UInt8>) {
    missing = count
    allowed = first
  }

  private static func endOfASCII(in bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index &+ 16 <= bytes.count {
      let word = word(in: bytes, at: index) | word(in: bytes, at: index &+ 8)
      guard word & 0x8080_8080_8080_8080 == 0 else { break }
      index &+= 16
    }
    while index < bytes.count, bytes[index] < 0x80 { index &+= 1 }
    return index
  }

  private static func word(in bytes: Span<UInt8>, at index: Int) -> UInt64 {
    unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
  }
}
