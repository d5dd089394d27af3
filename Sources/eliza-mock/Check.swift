import ArgumentParser
import Scenario
import ScenarioFiles

/// `eliza-mock check`: validate files without serving them.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validate scenario files without serving them.",
    discussion: """
      Prints a line for each file that is fine, and every error and warning of the others as \
      FILE:LINE:COLUMN. The exit code is 1 when there is an error.
      """)

  @Argument(help: ArgumentHelp("Scenario files, or folders of them.", valueName: "file|dir"))
  var files: [String]

  func run() throws {
    var hasFailed = false
    for path in files {
      do throws(UnusableFile) {
        for file in try FileSearch.files(at: [path]) where !check(file) { hasFailed = true }
      } catch {
        Terminal.complain(error.description)
        hasFailed = true
      }
    }
    if hasFailed { throw ExitStatus.checkFailed }
  }

  /// Whether a file is fine; says so, or what is wrong.
  private func check(_ path: String) -> Bool {
    do throws(UnusableFile) {
      let file = try ScenarioFile(at: path)
      for warning in file.warnings { Terminal.complain(warning.description) }
      Terminal.announce("\(path): fine, \(summary(of: file))")
      return true
    } catch {
      Terminal.complain(error.description)
      return false
    }
  }

  private func summary(of file: ScenarioFile) -> String {
    let definition = file.definition
    let counts = [
      (definition.rules.count, "rule"), (definition.agents.count, "agent"),
      (definition.hooks.count, "hook"), (definition.expectations.count, "expectation"),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { "\($0) \($1)\($0 == 1 ? "" : "s")" }
    return parts.isEmpty ? "the built-in ELIZA" : parts.joined(separator: ", ")
  }
}
