import ElizaModel
import JSON
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

  @Test(arguments: [
    ("2026-01-19T10:15:30.123Z", 1_768_817_730_123), ("1970-01-01T00:00:00.000Z", 0),
    ("1969-12-31T23:59:59.999Z", -1), ("2024-02-29T00:00:00.000Z", 1_709_164_800_000),
    ("2026-01-19", 1_768_780_800_000), ("2026-01-19T10:15Z", 1_768_817_700_000),
    ("2026-01-19T10:15:30Z", 1_768_817_730_000), ("2026-01-19T10:15:30.1Z", 1_768_817_730_100),
    ("2026-01-19T10:15:30.12Z", 1_768_817_730_120),
    ("2026-01-19T10:15:30.123999Z", 1_768_817_730_123),
    ("2026-01-19T11:15:30.123+01:00", 1_768_817_730_123),
    ("2026-01-19T04:45:30.123-05:30", 1_768_817_730_123),
    ("2026-01-19T10:15:30.123", 1_768_817_730_123), ("2026-01-19T24:00Z", 1_768_867_200_000),
    ("+275760-09-13T00:00:00.000Z", 8_640_000_000_000_000),
    ("-271821-04-20T00:00:00.000Z", -8_640_000_000_000_000),
  ])
  func readsDateTexts(text: String, milliseconds: Int64) {
    #expect(Timestamp(isoText: text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "2026", "2026-13-01", "2026-00-01", "2026-02-29", "1900-02-29", "2026-04-31", "2026-01-00",
    "2026-01-19T", "2026-01-19T10", "2026-01-19T10:60Z", "2026-01-19T25:00Z", "2026-01-19T24:01Z",
    "2026-01-19T10:15:60Z", "2026-01-19T10:15:30.Z", "2026-01-19 10:15Z",
    "2026-01-19T10:15:30.123Zx", "2026-01-19T10:15:30+0100", "2026-01-19T10:15:30+24:00",
    "-000000-01-01", "+275760-09-13T00:00:00.001Z", "+999999-12-31", "２０２６-01-19", "x",
  ])
  func refusesWhatIsNoDateText(text: String) {
    #expect(Timestamp(isoText: text) == nil)
  }

  @Test func everyDayOfEightCenturiesReadsBackTheSame() {
    for day in stride(from: Int64(-146_097), to: 146_097, by: 1) {
      let moment = Timestamp(milliseconds: day * 86_400_000 + 3_723_004)
      if Timestamp(isoText: moment.isoText) != moment { Issue.record("\(moment.isoText)") }
    }
  }

  @Test func readsNumbersAndDateTextsInJSON() {
    #expect(Timestamp(json: 1_768_817_730_123)?.milliseconds == 1_768_817_730_123)
    #expect(Timestamp(json: 1.9)?.milliseconds == 1)
    #expect(Timestamp(json: "2026-01-19T10:15:30.123Z")?.milliseconds == 1_768_817_730_123)
    #expect(Timestamp(json: 1e300) == nil)
    #expect(Timestamp(json: "yesterday") == nil)
    #expect(Timestamp(json: nil) == nil)
  }
}
