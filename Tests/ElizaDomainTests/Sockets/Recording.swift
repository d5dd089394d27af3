import Foundation
import JSON

/// A recording of a real server's traffic, kept beside the repository.
struct Recording {
  let lines: [JSON]

  /// Reads a recording; nil where the folder is not there.
  init?(_ scenario: String, version: String) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    let path = "../shared/recordings/real-elizaos-\(version)/\(scenario).jsonl"
    guard let text = try? Data(contentsOf: root.appending(path: path)) else { return nil }
    lines = text.split(separator: 0x0A).compactMap { try? JSON(parsing: Array($0)) }
  }

  /// Whether the recordings are there.
  static let areAvailable = Recording("01-seed-flow", version: "1.7.2") != nil
}
