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
  package private(set) var definition = ScenarioDefinition()
  /// Which ElizaOS they ask for; nil when none says.
  package private(set) var profile: Profile?
  /// What is odd about them.
  package let warnings: [Problem]

  /// Reads the files and folders at `paths`.
  ///
  /// - Throws: `UnusableFile` with everything that is wrong with any of them.
  package init(at paths: [String]) throws(UnusableFile) {
    files = try FileSearch.files(at: paths)
    var problems: [Problem] = []
    var scenarios: [ScenarioFile] = []
    for path in files {
      do throws(UnusableFile) {
        scenarios.append(try ScenarioFile(at: path))
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw UnusableFile(problems) }
    warnings = scenarios.flatMap(\.warnings)
    try add(scenarios)
  }

  private mutating func add(_ scenarios: [ScenarioFile]) throws(UnusableFile) {
    var merge = ScenarioMerge()
    for scenario in scenarios { merge.add(scenario) }
    guard merge.problems.isEmpty else { throw UnusableFile(merge.problems) }
    definition = merge.definition
    profile = merge.profile?.value
  }
}
