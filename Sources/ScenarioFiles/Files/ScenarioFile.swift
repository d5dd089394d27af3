package import ElizaDomain
package import JSON
package import Scenario

/// A scenario read from a file in the format `eliza-mock/1`, YAML or JSON.
package struct ScenarioFile: Sendable {
  /// The file, as it was named.
  package let file: String
  /// What it says.
  package let definition: ScenarioDefinition
  /// Which ElizaOS it asks for; nil when it does not say.
  package let profile: Profile?
  /// The places in `rules` of those that the file gives no id.
  let unnamedRules: Set<Int>
  /// The file as it was written.
  let text: String
  /// The same as data.
  let document: JSONObject
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
    let draft = Declaration<ScenarioDraft>.scenario.decode(node, &reading)
    reading.names.reportRepetitions(of: .rule, in: &reading)
    reading.names.reportRepetitions(of: .agent, in: &reading)
    reading.names.reportRepetitions(of: .bystander, in: &reading)
    reading.names.reportUnknown(open: [.agent], in: &reading)
    let problems = reading.report
    guard let draft, reading.errorCount == 0 else { throw UnusableFile(problems) }
    self.file = file
    text = String(decoding: bytes, as: UTF8.self)
    document = node.json.objectValue ?? [:]
    definition = draft.definition
    profile = draft.profile
    unnamedRules = Set(draft.written.indices.filter { draft.written[$0].id == nil })
    warnings = problems
  }

  /// The JSON Schema (2020-12) of the format, for completion and checks in editors.
  package static var schema: JSON {
    SchemaDefinitions.document(
      of: Declaration<ScenarioDraft>.scenario, title: "eliza-mock scenario",
      description:
        "What a mock ElizaOS server's agents answer, when, and what is expected of the client. Files are named NAME.mock.yaml."
    )
  }
}
