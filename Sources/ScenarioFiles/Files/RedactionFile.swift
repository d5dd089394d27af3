package import JSON
package import Recording
import Scenario

/// Rules for what to take out of a recording, read from a file in the format `eliza-mock-redaction/1`, YAML or
/// JSON.
package struct RedactionFile: Sendable {
  /// What it says.
  package let rules: RedactionRules

  /// Reads the file at `path`.
  ///
  /// - Throws: `UnusableFile` with everything that is wrong with it.
  package init(at path: String) throws(UnusableFile) {
    try self.init(FileContents.read(path), file: path)
  }

  /// Reads the text of a file.
  ///
  /// - Throws: `UnusableFile` with everything that is wrong with it.
  package init(_ bytes: [UInt8], file: String) throws(UnusableFile) {
    let (node, source) = try DocumentReader.read(bytes, file: file)
    var reading = Reading(source)
    let written = Declaration<WrittenRedaction>.redaction.decode(node, &reading)
    guard let written, reading.errorCount == 0 else {
      throw UnusableFile(reading.report)
    }
    rules = RedactionRules(
      paths: written.paths, keys: written.keys, patterns: written.patterns.map(\.redacting))
  }

  /// The JSON Schema (2020-12) of the format, for completion and checks in editors.
  package static var schema: JSON {
    SchemaDefinitions.document(
      of: Declaration<WrittenRedaction>.redaction, title: "eliza-mock redaction rules",
      description: "What eliza-mock record takes out beside what it always takes out.")
  }
}

/// The rules as a file gives them.
struct WrittenRedaction: Sendable {
  var paths: [String] = []
  var keys: [String] = []
  var patterns: [Pattern] = []
}

extension Declaration where Value == WrittenRedaction {
  /// A whole file of the format `eliza-mock-redaction/1`.
  static let redaction = Record(
    "redaction rules", from: WrittenRedaction(),
    [
      Key(
        "format",
        .word([Word("eliza-mock-redaction/1", true, "The format this is written in.")]),
        required: true, "Says what the file is: eliza-mock-redaction/1."
      ) { _, _ in },
      Key(
        "keys", Declaration<[String]>.list(of: .filled, "names"),
        "Members and headers whose values are secrets, in any case.", \.keys),
      Key(
        "paths", Declaration<[String]>.list(of: .filled, "paths"),
        "Where secrets stand in a line, such as json.user.email or args[*].payload.phone.",
        \.paths),
      Key(
        "patterns", Declaration<[Pattern]>.list(of: .pattern, "regular expressions"),
        "What secrets within texts look like.", \.patterns),
    ]
  ).declaration
}

extension Pattern {
  fileprivate var redacting: RedactionRules.TextPattern {
    RedactionRules.TextPattern(source: source) { matches(in: $0) }
  }
}
