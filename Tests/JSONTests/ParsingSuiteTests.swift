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

  /// What a value writes in another way than it was read: escapes that need not be, and repeated keys.
  static let rewrittenHere: Set<String> = [
    "y_object_duplicated_key", "y_object_duplicated_key_and_value", "y_object_string_unicode",
    "y_string_1_2_3_bytes_UTF-8_sequences", "y_string_accepted_surrogate_pair",
    "y_string_accepted_surrogate_pairs", "y_string_allowed_escapes",
    "y_string_escaped_noncharacter", "y_string_last_surrogates_1_and_2", "y_string_nbsp_uescaped",
    "y_string_one-byte-utf-8", "y_string_surrogates_U+1D11E_MUSICAL_SYMBOL_G_CLEF",
    "y_string_three-byte-utf-8", "y_string_two-byte-utf-8", "y_string_uEscape",
    "y_string_uescaped_newline", "y_string_unicode", "y_string_unicodeEscapedBackslash",
    "y_string_unicode_U+10FFFE_nonchar", "y_string_unicode_U+1FFFE_nonchar",
    "y_string_unicode_U+200B_ZERO_WIDTH_SPACE", "y_string_unicode_U+2064_invisible_plus",
    "y_string_unicode_U+FDD0_nonchar", "y_string_unicode_U+FFFE_nonchar",
    "y_string_unicode_escaped_double_quote",
  ]

  /// What begins with `y_`, and of what begins with `i_`, what is taken: lone surrogates and enormous numbers among it.
  static let accepted = (ParsingSuite.selection.cases + ParsingSuite.whole.cases).filter { text in
    text.name.hasPrefix("y_") || (text.name.hasPrefix("i_") && !refusedHere.contains(text.name))
  }

  private func isAccepted(_ text: ParsingSuite.Case) -> Bool {
    (try? JSON(parsing: text.bytes)) != nil
  }

  /// The text without the white space that stands outside of strings (RFC 8259 §2).
  private func withoutWhiteSpace(_ text: [UInt8]) -> [UInt8] {
    enum Place { case outside, inString, afterBackslash }
    var place = Place.outside
    return text.filter { byte in
      switch (place, byte) {
      case (.outside, UInt8(ascii: "\"")): place = .inString
      case (.outside, _): return !" \t\r\n".utf8.contains(byte)
      case (.inString, UInt8(ascii: "\"")): place = .outside
      case (.inString, UInt8(ascii: "\\")): place = .afterBackslash
      case (.inString, _): break
      case (.afterBackslash, _): place = .inString
      }
      return true
    }
  }

  @Test func theSelectionIsThere() {
    #expect(ParsingSuite.selection.cases.count == 29)
  }

  @Test(arguments: ParsingSuite.selection.cases("y") + ParsingSuite.whole.cases("y"))
  func accepts(text: ParsingSuite.Case) throws {
    let value = try JSON(parsing: text.bytes)
    #expect(try JSON(parsing: value.serialized()) == value)
  }

  @Test(arguments: ParsingSuiteTests.accepted)
  func aDocumentKeepsEveryByteThatMatters(text: ParsingSuite.Case) throws {
    let document = try JSONDocument(parsing: text.bytes.span)
    let compact = withoutWhiteSpace(text.bytes)
    #expect(document.bytes == compact)
    var raw: [UInt8] = []
    document.appendRaw(document.root, to: &raw)
    #expect(raw == compact)
  }

  @Test(arguments: ParsingSuite.selection.cases("y") + ParsingSuite.whole.cases("y"))
  func aValueIsWrittenAsItWasRead(text: ParsingSuite.Case) throws {
    let isUnchanged = try JSON(parsing: text.bytes).serialized() == withoutWhiteSpace(text.bytes)
    #expect(isUnchanged == !ParsingSuiteTests.rewrittenHere.contains(text.name))
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
