import Bytes
import Testing

@Suite struct Base64Tests {
  private func encode(_ bytes: [UInt8], as alphabet: Base64.Alphabet = .standard) -> String {
    Base64.encode(bytes.span, as: alphabet)
  }

  /// RFC 4648 §10, and the two characters in which the alphabets differ.
  static let rows: [(bytes: [UInt8], standard: String, url: String)] = [
    ([], "", ""),
    (Array("f".utf8), "Zg==", "Zg"),
    (Array("fo".utf8), "Zm8=", "Zm8"),
    (Array("foo".utf8), "Zm9v", "Zm9v"),
    (Array("foobar".utf8), "Zm9vYmFy", "Zm9vYmFy"),
    ([0xFB, 0xFF, 0xFE], "+//+", "-__-"),
  ]

  @Test(arguments: rows)
  func writesAndReads(bytes: [UInt8], standard: String, url: String) {
    #expect(encode(bytes) == standard)
    #expect(encode(bytes, as: .url) == url)
    #expect(Base64.decode(standard) == bytes)
    #expect(Base64.decode(url, as: .url) == bytes)
  }

  @Test func everyByteSurvives() {
    let bytes = Array(UInt8.min...UInt8.max)
    for count in 0...bytes.count {
      let part = Array(bytes[..<count])
      #expect(Base64.decode(encode(part)) == part)
      #expect(Base64.decode(encode(part, as: .url), as: .url) == part)
    }
  }

  @Test func paddingMayBeMissing() {
    #expect(Base64.decode("Zg") == [0x66])
  }

  @Test(arguments: [
    "Z", "Zg=", "Zg===", "=", "====", "Zh==", "Zm9=", "Z g=", "Zm9v\n", "Zm-v", "Zé==",
  ])
  func refuses(text: String) {
    #expect(Base64.decode(text) == nil)
  }
}
