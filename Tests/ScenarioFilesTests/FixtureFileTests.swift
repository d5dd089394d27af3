import Foundation
import Recording
import Scenario
import Testing

@testable import ScenarioFiles

/// Recordings are read, checked and made into scenarios that can be played.
@Suite struct FixtureFileTests {
  private static let folder =
    #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }
    + "/fixtures/recordings"

  @Test func `a recording is fine when it replays against itself`() throws {
    let check = try FileCheck(of: Self.folder + "/chat-with-streamed-replies.jsonl")
    #expect(check.summary == "recording, 59 lines, replays against itself")
    #expect(check.warnings.isEmpty)
  }

  /// A megabyte and more, of which the lines are read where they lie.
  @Test func `a long recording is read piece by piece, also once another has taken its place`()
    throws
  {
    let path = "\(Self.scratch)/\(UInt64.random(in: 0 ... .max)).jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = (1...20_000).reduce(into: [Self.head]) { lines, number in
      let words = String(repeating: "word ", count: number % 20)
      lines.append(#"{"k":"note","n":\#(number),"t":\#(number),"text":"\#(number) \#(words)"}"#)
    }
    try Self.write(text, to: path)
    let fixture = try FixtureFile(at: path).fixture
    #expect(fixture.lines.count == 20_001)
    try? FileManager.default.removeItem(atPath: path)
    try Self.write([Self.head, #"{"k":"what","n":1,"t":0}"#], to: path)
    #expect(fixture.lines[20_000].content == .note("20000 "))
    #expect(fixture.lines[12_003].content == .note("12003 word word word "))
    #expect(throws: UnusableFile.self) { try FixtureFile(at: path) }
    try Self.write(
      text[..<15_000] + [#"{"k":"note","n":15000,"t":15000}"#] + text[15_001...], to: path)
    do {
      _ = try FixtureFile(at: path)
      Issue.record("it is taken for a recording")
    } catch {
      #expect("\(error)".contains("\(path):15001"))
      #expect("\(error)".contains("'text' is missing"))
    }
  }

  private static let head =
    #"{"k":"head","n":0,"t":0,"format":"eliza-mock-recording/1","recordedAt":"2026-01-19T10:15:30.123Z"}"#

  private static var scratch: String {
    FileManager.default.temporaryDirectory.path
  }

  private static func write(_ lines: some Sequence<String>, to path: String) throws {
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
  }

  @Test func `check tells of a connection that no line has opened`() throws {
    let path = "\(Self.scratch)/\(UInt64.random(in: 0 ... .max)).jsonl"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Self.write(
      [
        Self.head,
        #"{"k":"ev","n":1,"t":5,"c":"B","dir":"c2s","event":"x","args":[]}"#,
      ], to: path)
    do {
      _ = try FileCheck(of: path)
      Issue.record("it is fine")
    } catch {
      #expect("\(error)".contains("\(path):2:1"))
      #expect("\(error)".contains("no line before opens the connection B: take this line out"))
    }
  }

  @Test func `check finds recordings in folders`() throws {
    let found = try FileSearch.files(at: [Self.folder], endings: FileCheck.endings)
    #expect(found.count >= 10)
  }

  @Test(arguments: [
    "chat-with-streamed-replies", "chat-with-message-complete", "two-clients-in-a-room",
    "actions-silence-and-failures", "sessions-by-polling",
  ])
  func `a conversation becomes a scenario that is fine`(_ name: String) throws {
    let fixture = try FixtureFile(at: "\(Self.folder)/\(name).jsonl").fixture
    let text = try #require(ScenarioText.text(of: fixture, name: name))
    let file = try ScenarioFile(Array(text.utf8), file: "made.mock.yaml")
    #expect(file.warnings.isEmpty)
    #expect(!file.definition.rules.isEmpty)
  }
}
