import ArgumentParser
import ScenarioFiles

/// `eliza-mock check`: validate files without serving them.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validate scenarios, overlays and recordings without serving them.",
    discussion: """
      A recording has to replay against itself. Prints a line for each file that is fine, and the \
      errors and warnings of the others as FILE:LINE:COLUMN. The exit code is 1 when there is an error.
      """)

  @Argument(
    help: ArgumentHelp(
      "Scenarios, overlays and recordings, or folders of them.", valueName: "file|dir"))
  var files: [String]

  func run() throws {
    var hasFailed = false
    for path in files {
      do throws(UnusableFile) {
        let found = try FileSearch.files(at: [path], endings: FileCheck.endings)
        for file in found where !check(file) { hasFailed = true }
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
      let check = try FileCheck(of: path)
      for warning in check.warnings { Terminal.complain(warning.description) }
      Terminal.announce("\(path): fine, \(check.summary)")
      return true
    } catch {
      Terminal.complain(error.description)
      return false
    }
  }
}
