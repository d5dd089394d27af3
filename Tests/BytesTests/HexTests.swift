import Bytes
import Testing

@Suite struct HexTests {
  @Test func writesLowerCase() {
    let bytes: [UInt8] = [0x00, 0x0F, 0xA5, 0xFF]
    let text = Hex.encode(bytes.span)
    #expect(text == "000fa5ff")
  }

  @Test func readsEitherCase() {
    #expect(Hex.decode("00fFA5") == [0x00, 0xFF, 0xA5])
    #expect(Hex.decode("") == [])
  }

  @Test(arguments: ["0", "0g", "+1", " 1", "0x", "é"])
  func refuses(text: String) {
    #expect(Hex.decode(text) == nil)
  }

  @Test(
    arguments: [
      (0, "00000000"), (0x0123_4567, "01234567"), (0x89AB_CDEF, "89abcdef"), (.max, "ffffffff"),
    ] as [(UInt32, String)])
  func wordsComeBack(word: UInt32, text: String) {
    let digits = text.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    #expect(Hex.digits(of: word) == digits)
    #expect(Hex.word(of: digits) == word)
  }

  @Test func wordsAreMadeOfLowerCaseDigitsOnly() {
    let digits = Hex.digits(of: 0x1234_5678)
    for place in stride(from: UInt64(0), to: 64, by: 8) {
      for byte in UInt8.min...UInt8.max {
        let changed = digits & ~(0xFF << place) | UInt64(byte) << place
        let isDigit = Hex.digit(Hex.value(of: byte) ?? 0) == byte
        #expect((Hex.word(of: changed) != nil) == isDigit)
      }
    }
  }

  @Test func valuesOfAllBytes() {
    let digits = (UInt8.min...UInt8.max).filter { Hex.value(of: $0) != nil }
    #expect(digits == Array("0123456789ABCDEFabcdef".utf8))
  }
}
