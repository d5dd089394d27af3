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
