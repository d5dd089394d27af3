import ArgumentParser
import Logging

/// A log level by name; `warn` and `fatal` are understood too.
struct LogLevelArgument: ExpressibleByArgument {
  let level: Logger.Level

  init?(argument: String) {
    switch argument.lowercased() {
    case "warn": level = .warning
    case "fatal": level = .critical
    default:
      guard let level = Logger.Level(rawValue: argument.lowercased()) else { return nil }
      self.level = level
    }
  }

  static var allValueStrings: [String] { Logger.Level.allCases.map(\.rawValue) }
}
