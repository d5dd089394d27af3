import Foundation
import JSON

/// One recording of a real server, as lines of JSON.
struct RecordedTraffic {
  /// The release that was recorded.
  let release: String
  /// What was driven.
  let scenario: String
  /// The lines, in order.
  let lines: [JSON]

  /// Reads a recording that lies beside the repository.
  init(release: String, scenario: String) throws {
    self.release = release
    self.scenario = scenario
    let file = Self.folder.appending(path: "real-elizaos-\(release)/\(scenario).jsonl")
    let text = try String(contentsOf: file, encoding: .utf8)
    lines = try text.split(separator: "\n").map { try JSON(parsing: String($0)) }
  }

  /// Where recordings lie; they are no part of the repository.
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/recordings")

  /// Whether there are recordings on this machine.
  static var isAvailable: Bool { FileManager.default.fileExists(atPath: folder.path) }
}
