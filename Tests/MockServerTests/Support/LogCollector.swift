import Logging

@testable import Reactor

/// Keeps every line of a server's log.
final class LogCollector: Sendable {
  private let kept = LockBox<[String]>([])

  /// The lines at warning level and above that hold `text`, in order.
  func warnings(about text: String = "") -> [String] {
    lines(about: text).filter { $0.hasPrefix("warning ") || $0.hasPrefix("error ") }
  }

  /// The lines that hold `text`, in order.
  func lines(about text: String = "") -> [String] {
    kept.withLock { $0 }.filter { $0.contains(text) }
  }

  /// A handler that writes here.
  func makeHandler() -> any LogHandler { Handler(collector: self) }

  private func add(_ line: String) {
    kept.withLock { $0.append(line) }
  }

  private struct Handler: LogHandler {
    let collector: LogCollector
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      collector.add("\(event.level) \(event.message)")
    }
  }
}
