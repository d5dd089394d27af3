import Foundation
import Testing

/// The texts of a folder of the JSON parsing suite.
struct ParsingSuite {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    var testDescription: String { name }
  }

  /// The selection kept in this repository.
  static let selection = ParsingSuite(folder: root.appending(path: "fixtures/json"))
  /// The whole suite, where it lies beside the repository.
  static let whole = ParsingSuite(
    folder: root.deletingLastPathComponent().appending(path: "shared/data/json-parsing"))

  let cases: [Case]

  /// The cases whose names begin with `letter`.
  func cases(_ letter: Character) -> [Case] { cases.filter { $0.name.first == letter } }

  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private init(folder: URL) {
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    cases = (files ?? []).filter { $0.pathExtension == "json" }
      .sorted { $0.path < $1.path }
      .compactMap { file in
        guard let data = try? Data(contentsOf: file) else { return nil }
        return Case(name: file.deletingPathExtension().lastPathComponent, bytes: Array(data))
      }
  }
}
