import ElizaModel
import JSON
import Logging
import Testing

@testable import MockServer

@Suite struct LogLineTests {
  private let time = Timestamp(milliseconds: 1_768_817_730_123)

  private func event(_ text: String, _ metadata: Logger.Metadata = [:]) -> LogEvent {
    LogEvent(
      level: .warning, message: "\(text)", metadata: metadata, source: "", file: "", function: "",
      line: 0)
  }

  @Test func aPrettyLineSaysTimeEventAndFacts() {
    let line = PrettyLogHandler(level: .info, isColoured: false)
      .line(for: event("hello", ["b": "2", "a": "1"]), at: time)
    #expect(line.hasSuffix(" hello a=1 b=2"))
    #expect(!line.contains("\u{1B}"))
  }

  @Test func aPrettyLineHasASignAndLeavesOutWhatItsTextSays() {
    let line = PrettyLogHandler(level: .info, isColoured: false).line(
      for: event(
        "GET /x → 404: no",
        ["event": "request", "status": .number(404), "reason": "no", "connection": "http-1"]),
      at: time)
    #expect(line.hasSuffix(" 📡 GET /x → 404: no"))
  }

  @Test func aJSONLineHasItsFactsByNameAndNumbersAsNumbers() throws {
    let line = JSONLogHandler(level: .info).line(
      for: event(
        "GET /x → 404", ["event": "request", "status": .number(404), "ms": .number(0.25)]),
      at: time)
    #expect(
      String(decoding: line, as: UTF8.self)
        == #"{"time":"2026-01-19T10:15:30.123Z","level":"warning","event":"request","#
        + #""msg":"GET /x → 404","ms":0.25,"status":404}"#)
  }

  @Test func everyKindOfLineHasASign() {
    for kind in LogKind.allCases { #expect(!kind.sign.isEmpty) }
  }

  @Test func whatComesFromOutsideStaysOnItsLineAndOutOfTheTerminal() {
    let line = PrettyLogHandler(level: .info, isColoured: false).line(
      for: event("a\nb\tc\u{1B}[31md\u{0}e\u{9B}1mf\r\u{7F}", ["room": "x\ny\u{1B}"]), at: time)
    #expect(
      line.hasSuffix(" a⏎b c\u{FFFD}[31md\u{FFFD}e\u{FFFD}1mf\u{FFFD}\u{FFFD} room=x⏎y\u{FFFD}"))
  }

  @Test func colourIsForTerminals() {
    let line = PrettyLogHandler(level: .info, isColoured: true).line(for: event("hello"), at: time)
    #expect(line.contains("\u{1B}[33mhello\u{1B}[0m"))
  }

  @Test func aJSONLineIsOneObjectWhateverItHolds() throws {
    let line = JSONLogHandler(level: .info).line(
      for: event("a\"b\n\u{1B}", ["peer": "::1", "level": "fake"]), at: time)
    #expect(!line.contains(0x0A))
    #expect(
      try JSON(parsing: line) == [
        "time": "2026-01-19T10:15:30.123Z", "level": "warning", "msg": "a\"b\n\u{1B}",
        "peer": "::1",
      ])
  }
}
