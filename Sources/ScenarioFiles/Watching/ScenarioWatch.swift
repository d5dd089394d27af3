/// Notices changes of scenario files and reads them again: all of them, or none.
///
/// It has no clock: somebody asks it now and then. A change is read once two looks in a row see the same, so that a file
/// is not read while an editor still writes it.
package struct ScenarioWatch {
  /// What a change led to.
  package enum Outcome: Sendable {
    /// All files are fine; this is to be played from now on.
    case reloaded(ScenarioSet, ScenarioChange)
    /// Something is wrong; what was played goes on.
    case failed(UnusableFile)
  }

  private let paths: [String]
  private var current: ScenarioSet
  private var seen: [String: FileStamp]
  private var settled: [String: FileStamp]

  /// Watches the files and folders at `paths`, whose present state is `current`.
  package init(_ paths: [String], current: ScenarioSet) {
    self.paths = paths
    self.current = current
    seen = ScenarioWatch.stamps(paths)
    settled = seen
  }

  /// Looks whether anything has changed; nil when there is nothing to do.
  package mutating func look() -> Outcome? {
    let stamps = ScenarioWatch.stamps(paths)
    defer { seen = stamps }
    guard stamps == seen, stamps != settled else { return nil }
    settled = stamps
    do throws(UnusableFile) {
      let new = try ScenarioSet(at: paths)
      let change = ScenarioChange(from: current.script, to: new.script)
      current = new
      return .reloaded(new, change)
    } catch {
      return .failed(error)
    }
  }

  private static func stamps(_ paths: [String]) -> [String: FileStamp] {
    // A folder that has lost its last file is a change like any other.
    let files = (try? FileSearch.files(at: paths)) ?? []
    return files.reduce(into: [:]) { $0[$1] = FileStamp($1) }
  }
}
