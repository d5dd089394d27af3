import Foundation
import JSON

/// Traffic of real servers, for the tests to read.
enum Recordings {
  /// The lines of a file of examples kept in this repository.
  static func examples(_ file: String) throws -> [JSON] {
    try lines(of: root.appending(path: "fixtures/elizaos/\(file)"))
  }

  /// Whether whole recordings lie beside the repository, in `../shared/recordings`.
  static var areThere: Bool { !files.isEmpty }

  /// The whole recordings.
  static let files: [URL] = {
    let folder = root.deletingLastPathComponent().appending(path: "shared/recordings")
    let entries = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (entries?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "jsonl" }
      .sorted { $0.path < $1.path }
  }()

  /// The lines of a recording.
  static func lines(of file: URL) throws -> [JSON] {
    try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
      try JSON(parsing: Array($0))
    }
  }

  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
}
