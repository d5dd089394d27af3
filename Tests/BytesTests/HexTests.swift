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

  @Test func valuesOfAllBytes() {
    let digits = (UInt8.min...UInt8.max).filter { Hex.value(of: $0) != nil }
    #expect(digits == Array("0123456789ABCDEFabcdef".utf8))
  }
}
