import Recording
import ScenarioFiles

/// Reads the recordings that a command line names.
enum RecordingInput {
  /// Reads one, as it is or with more taken out of it; what was cut off at its end is told.
  ///
  /// Ends with the exit code of an unusable file, what is wrong with it having been told.
  static func fixture(_ path: String, redactedBy rules: String? = nil) throws -> Fixture {
    do throws(UnusableFile) {
      let rules = try rules.map { path throws(UnusableFile) in try RedactionFile(at: path).rules }
      let fixture = try FixtureFile(at: path, rules: rules).fixture
      if fixture.isCut {
        Terminal.complain("eliza-mock: \(path) ends within a line, which is left out")
      }
      return fixture
    } catch {
      Terminal.complain(error.description)
      throw ExitStatus.badFile
    }
  }
}
