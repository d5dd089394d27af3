import JSON
import Testing

@Suite struct JSONNumberTests {
  /// As `String(value)` prints in JavaScript.
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-1.5, "-1.5"), (100.0, "100"), (0.1, "0.1"),
    (123.456, "123.456"), (1e20, "100000000000000000000"), (1e21, "1e+21"),
    (123456789012345680000.0, "123456789012345680000"), (1.5e300, "1.5e+300"),
    (1e-6, "0.000001"), (1.25e-6, "0.00000125"), (1e-7, "1e-7"), (1.5e-7, "1.5e-7"),
    (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
    (9007199254740993.0, "9007199254740992"), (0.30000000000000004, "0.30000000000000004"),
  ])
  func writesDoublesAsJavaScriptDoes(value: Double, text: String) {
    #expect(JSONNumber(value)?.text == text)
  }

  @Test func everyDoubleReadsBackTheSame() {
    var bits: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<10_000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: bits)
      guard value.isFinite else { continue }
      #expect(JSONNumber(value)?.doubleValue == value)
    }
  }

  @Test func keepsTheTextThatWasRead() throws {
    let texts = ["1.0", "1.00", "1e0", "-0", "0.1e-2", "12345678901234567890.5"]
    for text in texts {
      #expect(try JSON(parsing: text).text == text)
      #expect(JSONNumber(text)?.text == text)
    }
    #expect(JSONNumber("1.0") != JSONNumber("1"))
  }

  @Test(arguments: [
    "", "+1", "01", ".5", "5.", "1e", "1e+", "0x1", "nan", "Infinity", "1 ", "-", "١",
  ])
  func refusesWhatIsNoNumber(text: String) {
    #expect(JSONNumber(text) == nil)
  }

  @Test func tooLargeIsInfinite() {
    #expect(JSONNumber("1e400")?.doubleValue == .infinity)
    #expect(JSONNumber("-1e400")?.doubleValue == -.infinity)
    #expect(JSONNumber("1e-400")?.doubleValue == 0)
    #expect(JSONNumber("1e400")?.int64Value == nil)
  }
}
