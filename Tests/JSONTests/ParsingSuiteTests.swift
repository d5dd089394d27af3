import JSON
import Testing

@Suite struct ParsingSuiteTests {
  /// What RFC 8259 leaves open and is refused here: whatever is not UTF-8, and a byte order mark.
  static let refusedHere: Set<String> = [
    "i_string_UTF-16LE_with_BOM", "i_string_UTF-8_invalid_sequence",
    "i_string_UTF8_surrogate_U+D800", "i_string_invalid_utf-8", "i_string_iso_latin_1",
    "i_string_lone_utf8_continuation_byte", "i_string_not_in_unicode_range",
    "i_string_overlong_sequence_2_bytes", "i_string_overlong_sequence_6_bytes",
    "i_string_overlong_sequence_6_bytes_null", "i_string_truncated-utf-8",
    "i_string_utf16BE_no_BOM", "i_string_utf16LE_no_BOM", "i_structure_UTF-8_BOM_empty_object",
  ]

  private func isAccepted(_ text: ParsingSuite.Case) -> Bool {
    (try? JSON(parsing: text.bytes)) != nil
  }

  @Test func theSelectionIsThere() {
    #expect(ParsingSuite.selection.cases.count == 29)
  }

  @Test(arguments: ParsingSuite.selection.cases("y") + ParsingSuite.whole.cases("y"))
  func accepts(text: ParsingSuite.Case) throws {
    let value = try JSON(parsing: text.bytes)
    #expect(try JSON(parsing: value.serialized()) == value)
  }

  @Test(arguments: ParsingSuite.selection.cases("n") + ParsingSuite.whole.cases("n"))
  func refuses(text: ParsingSuite.Case) {
    #expect(!isAccepted(text))
  }

  @Test(arguments: ParsingSuite.selection.cases("i") + ParsingSuite.whole.cases("i"))
  func decides(text: ParsingSuite.Case) {
    #expect(isAccepted(text) == !ParsingSuiteTests.refusedHere.contains(text.name))
  }

  @Test(
    .enabled(
      if: !ParsingSuite.whole.cases.isEmpty,
      "the whole suite is read from ../shared/data/json-parsing, which is not here"))
  func theWholeSuiteWasRead() {
    #expect(ParsingSuite.whole.cases("y").count == 95)
    #expect(ParsingSuite.whole.cases("n").count == 188)
    #expect(ParsingSuite.whole.cases("i").count == 35)
  }
}
