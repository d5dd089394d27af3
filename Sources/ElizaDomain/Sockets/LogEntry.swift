public import ElizaModel

/// A line of the server's log, as log subscribers get it.
public struct LogEntry: Hashable, Sendable {
  /// When it was written.
  public var time: Timestamp

  /// How grave it is: fatal 60, error 50, warn 40, info 30, log 29, progress 28, success 27, debug 20,
  /// trace 10.
  public var level: Int

  /// The text.
  public var message: String

  /// The agent it is about, if any.
  public var agentName: String?

  /// Describes a line.
  public init(time: Timestamp, level: Int, message: String, agentName: String? = nil) {
    self.time = time
    self.level = level
    self.message = message
    self.agentName = agentName
  }

  /// The number of a level by its name; 70, above all others, for a name that is none.
  public static func level(named name: String) -> Int {
    levels[name] ?? 70
  }

  private static let levels = [
    "fatal": 60, "error": 50, "warn": 40, "info": 30, "log": 29, "progress": 28, "success": 27,
    "debug": 20, "trace": 10,
  ]
}
