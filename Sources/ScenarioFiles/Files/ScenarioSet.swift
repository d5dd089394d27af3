package import ElizaDomain
package import Scenario

/// The scenario that one or more files make together.
///
/// Rules are asked in the order of the files, then of the lines. What can be said only once, such as the seed, may be
/// said by one file, or by several in the same way.
package struct ScenarioSet: Sendable {
  /// The files, in order.
  package let files: [String]
  /// What they say together.
  package let script: ScenarioScript

  /// How many problems are enough: the files after those that have so many are not read.
  static let problemLimit = 1_000

  /// Reads the files and folders at `paths`.
  ///
  /// - Throws: `UnusableFile` with what is wrong with any of them; after `problemLimit` no file is read.
  package init(at paths: [String]) throws(UnusableFile) {
    files = try FileSearch.files(at: paths)
    var problems: [Problem] = []
    var scenarios: [ScenarioFile] = []
    for (index, path) in files.enumerated() {
      guard problems.count < ScenarioSet.problemLimit else {
        let words = index == files.count - 1 ? "it was" : "it and all after it were"
        problems.append(Problem(file: path, "\(words) not read; mend the files before it first"))
        break
      }
      do throws(UnusableFile) {
        scenarios.append(try ScenarioFile(at: path))
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw UnusableFile(problems) }
    script = try ScenarioScript(scenarios)
  }

  /// What they say together.
  package var definition: ScenarioDefinition { script.definition }

  /// Which ElizaOS they ask for; nil when none says.
  package var profile: Profile? { script.profile }

  /// What is odd about them.
  package var warnings: [Problem] { script.warnings }
}
