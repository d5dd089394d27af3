@testable import ScenarioFiles

/// Reads a scenario whose text follows the line that names the format.
func scenario(_ text: String) throws(UnusableFile) -> ScenarioFile {
  try ScenarioFile(Array("format: eliza-mock/1\n\(text)".utf8), file: "s.mock.yaml")
}

/// What is wrong with such a text, one line a problem; empty when nothing is.
func complaints(_ text: String) -> [String] {
  do {
    return try scenario(text).warnings.map(\.description)
  } catch {
    return error.problems.map(\.description)
  }
}
