import ArgumentParser
import MockServer

/// A log format by name.
struct LogFormatArgument: ExpressibleByArgument {
  let format: LogFormat

  init?(argument: String) {
    guard let format = LogFormat(rawValue: argument) else { return nil }
    self.format = format
  }

  static var allValueStrings: [String] { LogFormat.allCases.map(\.rawValue) }
}
