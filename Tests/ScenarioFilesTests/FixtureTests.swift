import Scenario
import Testing

@testable import ScenarioFiles

@Suite struct FixtureTests {
  private static let folder =
    #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }
    + "/fixtures/scenarios"

  static let files = (try? FileSearch.files(at: [folder])) ?? []

  @Test func `five scenarios to start from`() {
    let names = FixtureTests.files.map { $0.split(separator: "/").last.map(String.init) ?? "" }
    #expect(
      names == [
        "failing.mock.yaml", "group-room.mock.yaml", "small-talk.mock.yaml",
        "streaming.mock.yaml", "support-desk.mock.yaml",
      ])
  }

  @Test(arguments: files)
  func `each is fine and nothing in it is odd`(path: String) throws {
    let file = try ScenarioFile(at: path)
    #expect(file.warnings.isEmpty)
    #expect(path.hasSuffix("/\(file.definition.name).mock.yaml"))
    #expect(!file.definition.rules.isEmpty)
  }

  @Test(arguments: files)
  func `each begins with what it teaches`(path: String) throws {
    let text = String(decoding: try FileContents.read(path), as: UTF8.self)
    #expect(text.hasPrefix("# yaml-language-server: $schema="))
    #expect(text.contains("# What this teaches: "))
  }
}
