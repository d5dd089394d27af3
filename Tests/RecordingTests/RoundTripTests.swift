import Foundation
import Testing

@testable import Recording

/// Recordings of real servers, converted, come back the same from their own replay.
@Suite(.enabled(if: PlainFiles.isAvailable, "the recordings are not on this machine"))
struct RoundTripTests {
  @Test(arguments: PlainFiles.all)
  func `a converted recording replays against itself`(_ path: String) throws {
    let plain = try PlainRecording(parsing: PlainFiles.read(path))
    let fixture = try Fixture.recorded(plain.observations, head: plain.head)
    #expect(try Fixture(parsing: fixture.serialized).lines == fixture.lines)
    let difference = RoundTrip.difference(in: fixture)
    #expect(difference == nil)
  }

  @Test(arguments: PlainFiles.all)
  func `its archive becomes the same recording again`(_ path: String) throws {
    let plain = try PlainRecording(parsing: PlainFiles.read(path))
    let fixture = try Fixture.recorded(plain.observations, head: plain.head)
    let archive = try HTTPArchive(parsing: Array(ArchiveText.text(of: fixture).utf8))
    let again = try Fixture.recorded(
      archive.observations, head: archive.head, earlierSecrets: archive.secretCount,
      until: archive.end)
    #expect(again.serialized == fixture.serialized)
  }
}

/// The recordings of real servers, which are no part of the repository.
enum PlainFiles {
  private static var folder: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/recordings")
  }

  static var isAvailable: Bool { !all.isEmpty }

  static var all: [String] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (names ?? []).filter { $0.hasSuffix(".jsonl") }.sorted()
  }

  static func read(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: path)))
  }
}
