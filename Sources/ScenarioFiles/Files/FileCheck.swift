import Recording
import Scenario

/// What `check` says of a file of either format.
package struct FileCheck: Sendable {
  /// What the names of the files end with that are looked for in folders.
  package static let endings =
    FileSearch.scenarioEndings + FileSearch.overlayEndings + FixtureFile.endings

  /// What is in it, in a few words.
  package let summary: String
  /// What is odd about it, without making it unusable.
  package let warnings: [Problem]

  /// Reads the file at `path`, as a scenario or as an overlay, whichever it says it is.
  ///
  /// - Throws: `UnusableFile` with everything that is wrong with it.
  package init(of path: String) throws(UnusableFile) {
    guard !FixtureFile.isNamed(by: path) else {
      (summary, warnings) = try FileCheck.fixture(path)
      return
    }
    let bytes = try FileContents.read(path)
    let format = try DocumentReader.read(bytes, file: path).0["format"]?.written ?? ""
    if format.hasPrefix("eliza-mock-overlay") || FileCheck.isOverlay(path) {
      let file = try OverlayFile(bytes, file: path)
      summary = "overlay, " + FileCheck.count(file.overlay.faults.count, "fault")
      warnings = file.warnings
    } else {
      let file = try ScenarioFile(bytes, file: path)
      summary = FileCheck.summary(of: file.definition)
      warnings = file.warnings
    }
  }

  /// What a fixture holds, once it has been played to its own clients and came out the same.
  private static func fixture(
    _ path: String
  ) throws(UnusableFile) -> (summary: String, warnings: [Problem]) {
    let fixture = try FixtureFile(at: path).fixture
    if let (line, connection) = fixture.unopened {
      throw UnusableFile([
        Problem(
          file: path, place: Place(line: line + 1, column: 1),
          "no line before opens the connection \(connection): take this line out as well, "
            + "or put back its 'open' lines")
      ])
    }
    if let difference = RoundTrip.difference(in: fixture) {
      throw UnusableFile([
        Problem(file: path, "the recording does not replay against itself: \(difference)")
      ])
    }
    let cut = Problem(.warning, file: path, "the last line is cut off and was left out")
    let summary = "recording, \(count(fixture.lines.count, "line")), replays against itself"
    let unanswered = fixture.unanswered.map { line in
      Problem(
        .warning, file: path, place: Place(line: line + 1, column: 1),
        "the request has no answer, or none that ends, and will have none when it is replayed")
    }
    return (summary, unanswered + (fixture.isCut ? [cut] : []))
  }

  private static func isOverlay(_ path: String) -> Bool {
    FileSearch.overlayEndings.contains(where: path.hasSuffix)
  }

  private static func summary(of definition: ScenarioDefinition) -> String {
    let counts = [
      (definition.rules.count, "rule"), (definition.agents.count, "agent"),
      (definition.hooks.count, "hook"), (definition.expectations.count, "expectation"),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { count($0.0, $0.1) }
    return parts.isEmpty ? "the built-in ELIZA" : parts.joined(separator: ", ")
  }

  private static func count(_ count: Int, _ name: String) -> String {
    "\(count) \(name)\(count == 1 ? "" : "s")"
  }
}
