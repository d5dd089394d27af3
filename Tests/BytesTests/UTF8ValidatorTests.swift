import Bytes
import Testing

@Suite struct UTF8ValidatorTests {
  /// How many pieces were accepted, and whether nothing was left unfinished after them.
  private func feed(_ pieces: [[UInt8]]) -> (accepted: Int, isComplete: Bool) {
    var validator = UTF8Validator()
    let accepted = pieces.prefix { validator.feed($0.span) }.count
    return (accepted, validator.isComplete)
  }

  private func isValid(_ bytes: [UInt8]) -> Bool { UTF8Validator.isValid(bytes.span) }

  private func characterLength(in bytes: [UInt8], at index: Int) -> Int? {
    UTF8Validator.characterLength(in: bytes.span, at: index)
  }

  static let valid: [[UInt8]] = [
    [], Array("plain text, longer than one word".utf8), Array("grüße, 日本語, \u{1F600}".utf8),
    [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF],
    [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
  ]

  /// Each with the offset of the first byte that cannot belong to valid text.
  static let invalid: [(bytes: [UInt8], at: Int)] = [
    ([0x80], 0), ([0xBF], 0), ([0xC0, 0x80], 0), ([0xC1, 0xBF], 0), ([0xF5, 0x80], 0),
    ([0xFF], 0), ([0xC2, 0x41], 1), ([0xE0, 0x9F, 0xBF], 1), ([0xED, 0xA0, 0x80], 1),
    ([0xF0, 0x8F, 0xBF, 0xBF], 1), ([0xF4, 0x90, 0x80, 0x80], 1), ([0xE2, 0x82, 0x41], 2),
    ([0xF0, 0x9F, 0x98, 0xC0], 3), (Array("eight bytes and more ".utf8) + [0xFF], 21),
  ]

  @Test(arguments: valid)
  func accepts(bytes: [UInt8]) {
    #expect(isValid(bytes))
  }

  @Test(arguments: valid)
  func acceptsAtEverySplit(bytes: [UInt8]) {
    for split in 0...bytes.count {
      let result = feed([Array(bytes[..<split]), Array(bytes[split...])])
      #expect(result == (2, true))
    }
  }

  @Test(arguments: invalid)
  func refusesAtTheFirstBadByte(bytes: [UInt8], at: Int) {
    #expect(feed(bytes.map { [$0] }).accepted == at)
    #expect(feed([bytes]).accepted == 0)
    #expect(!isValid(bytes))
  }

  @Test(arguments: [[0xC2], [0xE2, 0x82], [0xF0, 0x9F, 0x98]] as [[UInt8]])
  func unfinishedIsNotComplete(bytes: [UInt8]) {
    #expect(feed([bytes]) == (1, false))
    #expect(!isValid(bytes))
  }

  @Test func agreesWithTheStandardLibraryOnAllPairsAndLeads() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        for bytes in [[first, second], [first, second, 0x80], [first, second, 0x80, 0x80]] {
          let expected = String(validating: bytes, as: UTF8.self) != nil
          if isValid(bytes) != expected {
            Issue.record("\(bytes)")
          }
        }
      }
    }
  }

  @Test func lengthOfOneCharacter() {
    let bytes = Array("aü日\u{1F600}".utf8) + [0xE2, 0x82]
    #expect(characterLength(in: bytes, at: 0) == 1)
    #expect(characterLength(in: bytes, at: 1) == 2)
    #expect(characterLength(in: bytes, at: 2) == nil)
    #expect(characterLength(in: bytes, at: 3) == 3)
    #expect(characterLength(in: bytes, at: 6) == 4)
    #expect(characterLength(in: bytes, at: 10) == nil)
    #expect(characterLength(in: bytes, at: 12) == nil)
  }
}
