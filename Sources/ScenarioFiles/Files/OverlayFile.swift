package import JSON
package import Scenario

/// An overlay read from a file in the format `eliza-mock-overlay/1`, YAML or JSON.
package struct OverlayFile: Sendable {
  /// The file, as it was named.
  package let file: String
  /// What it says.
  package let overlay: Overlay
  /// What is odd about it, without making it unusable.
  package let warnings: [Problem]

  /// Reads the file at `path`.
  ///
  /// - Throws: `UnusableFile` with everything that is wrong with it.
  package init(at path: String) throws(UnusableFile) {
    try self.init(FileContents.read(path), file: path)
  }

  /// Reads the text of a file.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8, at most 1 MiB.
  ///   - file: The name that problems give.
  /// - Throws: `UnusableFile` with everything that is wrong with it.
  package init(_ bytes: [UInt8], file: String) throws(UnusableFile) {
    let (node, source) = try DocumentReader.read(bytes, file: file)
    var reading = Reading(source)
    let overlay = Declaration<Overlay>.overlay.decode(node, &reading)
    reading.names.reportRepetitions(of: .fault, in: &reading)
    let problems = reading.report
    guard let overlay, reading.errorCount == 0 else { throw UnusableFile(problems) }
    self.file = file
    self.overlay = overlay
    warnings = problems
  }

  /// The JSON Schema (2020-12) of the format, for completion and checks in editors.
  package static var schema: JSON {
    SchemaDefinitions.document(
      of: Declaration<Overlay>.overlay, title: "eliza-mock overlay",
      description: "Trouble laid over a mock ElizaOS server. Files are named NAME.overlay.yaml.")
  }
}
