import Testing

@testable import Scenario

@Suite struct DurationTextTests {
  @Test(arguments: [
    ("800ms", Duration.milliseconds(800)), ("2.5s", .milliseconds(2_500)), ("3m", .seconds(180)),
    ("1h", .seconds(3_600)), (" 0ms ", .zero), ("0.000000001s", .nanoseconds(1)),
    ("1000h", .seconds(3_600_000)),
  ])
  func `reads a number and its unit`(text: String, expected: Duration) throws {
    #expect(try DurationText.parse(text) == expected)
  }

  @Test(arguments: [
    ("800", DurationTextError.missingUnit("800")), ("", .notANumber("")), ("ms", .notANumber("ms")),
    ("-1s", .notANumber("-1s")), ("+1s", .notANumber("+1s")), ("1.s", .notANumber("1.s")),
    (".5s", .notANumber(".5s")), ("1.2.3s", .notANumber("1.2.3s")),
    ("1e3s", .unknownUnit("e3s", in: "1e3s")), ("5 s", .unknownUnit(" s", in: "5 s")),
    ("5sec", .unknownUnit("sec", in: "5sec")), ("1001h", .tooLong("1001h")),
    ("9999999999ms", .notANumber("9999999999ms")), ("999999999h", .tooLong("999999999h")),
    ("٣s", .notANumber("٣s")),
  ])
  func `refuses what is no duration`(text: String, expected: DurationTextError) {
    #expect(throws: expected) { try DurationText.parse(text) }
  }

  @Test func `an error says what would be right`() {
    #expect(
      DurationTextError.missingUnit("800").description
        == "'800' has no unit: write 800ms, 800s, 800m or 800h")
  }
}
