import JSON
import Testing

@testable import ElizaDomain

@Suite struct JavaScriptTests {
  @Test(arguments: [
    ("12", 12.0), ("  12px", 12), ("-5", -5), ("+7", 7), ("2026-01-19T10:15:30Z", 2026),
    ("2.9", 2), ("0x10", 0), ("99999999999999999", 1e17),
  ])
  func readsTheLeadingInteger(text: String, number: Double) {
    #expect(JavaScript.parseInt(text) == number)
  }

  @Test(arguments: ["", "abc", "-", "+-1", " ", ".5", "NaN", "Infinity"])
  func readsNoNumberFromOtherText(text: String) {
    #expect(JavaScript.parseInt(text) == nil)
  }

  @Test(arguments: [
    (JSON.null, 0.0), (true, 1), (false, 0), (7.5, 7.5), ("", 0), (" 15 ", 15), ("1e3", 1000),
    ("-0.5", -0.5),
  ])
  func convertsValuesToNumbers(value: JSON, number: Double) {
    #expect(JavaScript.number(value) == number)
  }

  @Test(arguments: [JSON.string("long"), "nan", "inf", "0x1p3", "1e999", [], [:], "12 px"])
  func convertsNothingElse(value: JSON) {
    #expect(JavaScript.number(value) == nil)
  }
}
