import Foundation
import Testing

@testable import Recording

/// The recordings that come with the program.
@Suite struct RecordedConversationTests {
  private static var folder: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "fixtures/recordings")
  }

  static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
    .filter { $0.hasSuffix(".jsonl") }.sorted() ?? []

  static func fixture(_ name: String) throws -> Fixture {
    try Fixture(parsing: [UInt8](Data(contentsOf: folder.appending(path: name))))
  }

  @Test(arguments: names)
  func `each replays against itself and is written as it stands`(_ name: String) throws {
    let fixture = try Self.fixture(name)
    let difference = RoundTrip.difference(in: fixture)
    #expect(difference == nil)
    let text = try Data(contentsOf: Self.folder.appending(path: name))
    #expect(fixture.serialized == [UInt8](text))
  }

  @Test(arguments: names)
  func `each has nothing more to take out`(_ name: String) throws {
    let fixture = try Self.fixture(name)
    #expect(try fixture.redacted(RedactionRules()).serialized == fixture.serialized)
  }

  @Test func `there are some, each told of in the list`() throws {
    #expect(Self.names.count >= 10)
    let list = try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
    for name in Self.names { #expect(list.contains("`\(name.dropLast(6))`")) }
  }

  @Test func `a line that nothing leads to is no longer what comes back`() throws {
    var lines = Array(try Self.fixture("chat-with-streamed-replies.jsonl").lines)
    let place = try #require(lines.firstIndex { $0.kind == .ev && $0.cause != nil })
    lines[place].cause = nil
    lines[place].content = .event(
      RecordedEvent(connection: "ZZ", direction: .toClient, name: "x", arguments: []))
    let difference = RoundTrip.difference(in: try Fixture(lines))
    #expect(difference?.hasPrefix("line \(place + 1) comes back as") == true)
  }
}
