import Bytes
import Testing

@Suite struct ArrayAppendTests {
  @Test(arguments: [
    (0, "0"), (7, "7"), (10, "10"), (-1, "-1"), (1_234_567, "1234567"),
    (Int64.max, "9223372036854775807"), (Int64.min, "-9223372036854775808"),
  ])
  func writesDecimals(value: Int64, text: String) {
    var bytes = Array("x".utf8)
    bytes.append(decimal: value)
    #expect(String(decoding: bytes, as: UTF8.self) == "x" + text)
  }

  @Test func appendsLiteralsTextsAndSpans() {
    var bytes: [UInt8] = []
    bytes.append(ascii: "42[")
    bytes.append(utf8: "grüß")
    let more: [UInt8] = [1, 2, 3, 4]
    bytes.append(contentsOf: more.span)
    bytes.append(contentsOf: more.span, in: 1..<3)
    #expect(bytes == Array("42[grüß".utf8) + [1, 2, 3, 4, 2, 3])
  }

  @Test func copiesASpan() {
    let source: [UInt8] = [9, 8, 7]
    let copy = Array(source.span)
    #expect(copy == source)
  }
}
