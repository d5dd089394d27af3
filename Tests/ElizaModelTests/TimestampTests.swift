import ElizaModel
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    (Int64(0), "1970-01-01T00:00:00.000Z"), (1_768_817_730_123, "2026-01-19T10:15:30.123Z"),
    (-1, "1969-12-31T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
    (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    (253_402_300_800_000, "+010000-01-01T00:00:00.000Z"),
    (8_640_000_000_000_000, "+275760-09-13T00:00:00.000Z"),
    (-8_640_000_000_000_000, "-271821-04-20T00:00:00.000Z"),
  ])
  func printsAsJavaScriptDoes(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).isoText == text)
  }

  @Test func isRepresentableUpToJavaScriptsLimit() {
    #expect(Timestamp(milliseconds: 8_640_000_000_000_000).isRepresentable)
    #expect(!Timestamp(milliseconds: 8_640_000_000_000_001).isRepresentable)
    #expect(!Timestamp(milliseconds: -8_640_000_000_000_001).isRepresentable)
  }

  @Test func printsTheNearestDateWhenThereIsNone() {
    #expect(Timestamp(milliseconds: .max).isoText == "+275760-09-13T00:00:00.000Z")
  }

  @Test func advancesInWholeMillisecondsAndSaturates() {
    let start = Timestamp(milliseconds: 1000)
    #expect(start.advanced(by: .microseconds(2999)).milliseconds == 1002)
    #expect(start.advanced(by: .seconds(-2)).milliseconds == -1000)
    #expect(start.advanced(by: .seconds(Int64.max)).milliseconds == .max)
    #expect(start.milliseconds(to: Timestamp(milliseconds: 400)) == -600)
    #expect(Timestamp(milliseconds: .min).milliseconds(to: start) == .max)
  }
}
