import DequeModule
public import ElizaModel

/// The latest lines of the server's own log, as its clients may read them.
public final class ServerLog {
  /// The most bytes that are kept of a line's text.
  static let textLimit = 4_096

  private let limit: Int
  private var lines: Deque<LogEntry> = []

  /// Makes a log that keeps so many lines, at least 1.
  init(limit: Int) {
    self.limit = max(limit, 1)
  }

  /// The lines kept, oldest first.
  public var entries: [LogEntry] { Array(lines) }

  /// Keeps a line and lets the oldest go when there are too many.
  public func append(_ entry: LogEntry) {
    if lines.count >= limit { lines.removeFirst() }
    lines.append(ServerLog.shortened(entry))
  }

  /// Forgets every line.
  public func removeAll() {
    lines.removeAll()
  }

  private static func shortened(_ entry: LogEntry) -> LogEntry {
    guard entry.message.utf8.count > textLimit else { return entry }
    var entry = entry
    entry.message = String(decoding: entry.message.utf8.prefix(textLimit), as: UTF8.self) + "…"
    return entry
  }
}
