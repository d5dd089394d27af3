import JSON

/// The levels of ElizaOS's log, by name and number.
enum LogLevels {
  /// The names, gravest first.
  static let names = [
    "fatal", "error", "warn", "info", "log", "progress", "success", "debug", "trace",
  ]

  /// The number of a level; an unknown name acts like `info`.
  static func number(of name: String) -> Int64 {
    switch name {
    case "fatal": 60
    case "error": 50
    case "warn": 40
    case "log": 29
    case "progress": 28
    case "success": 27
    case "debug": 20
    case "trace": 10
    default: 30
    }
  }
}
