import ArgumentParser
import ScenarioFiles

extension ServeOptions {
  /// The files and folders named, or else those of the variable.
  func scenarioPaths() throws -> [String] {
    try EnvironmentFallback.values(files, "SCENARIO")
  }

  /// What the files say together; nil when none is named.
  ///
  /// Ends with the exit code of an unusable file, everything wrong having been told.
  func scenario() throws -> ScenarioSet? {
    let paths = try scenarioPaths()
    guard !paths.isEmpty else {
      guard try !EnvironmentFallback.flag(watch, "WATCH") else {
        throw ValidationError("--watch needs a scenario file, or a folder of them.")
      }
      return nil
    }
    if let recording = paths.first(where: FixtureFile.isNamed) {
      Terminal.complain(
        "eliza-mock: \(recording) is a recording, which has a command of its own: "
          + "eliza-mock replay \(recording)")
      throw ExitStatus.usage
    }
    do throws(UnusableFile) {
      return try ScenarioSet(at: paths)
    } catch {
      Terminal.complain(error.description)
      if paths.count == 1, let path = paths.first, let hint = Self.hint(for: path) {
        Terminal.complain(hint)
      }
      throw ExitStatus.badFile
    }
  }

  /// Ends a command that reads its files once where it is told to follow them.
  func refuseWatch(_ command: String) throws {
    guard !watch else {
      throw ValidationError(
        "--watch is for 'eliza-mock serve': '\(command)' reads its files once, when it starts.")
    }
  }

  /// What to say when a word looks like a command in the place of a file.
  private static func hint(for path: String) -> String? {
    guard path.allSatisfy({ $0.isLetter || $0 == "-" }) else { return nil }
    return "eliza-mock: '\(path)' is no command either.\(CommandNames.advice(for: path))"
  }
}
