import Logging

@testable import Reactor

/// Keeps every line of a server's log.
final class LogCollector: Sendable {
  private let kept = LockBox<[String]>([])
  private let keptFacts = LockBox<[Logger.Metadata]>([])

  /// The lines at warning level and above that hold `text`, in order.
  func warnings(about text: String = "") -> [String] {
    lines(about: text).filter { $0.hasPrefix("warning ") || $0.hasPrefix("error ") }
  }

  /// The lines that hold `text`, in order.
  func lines(about text: String = "") -> [String] {
    kept.withLock { $0 }.filter { $0.contains(text) }
  }

  /// The facts of the lines of a kind, in order.
  func facts(of kind: String) -> [Logger.Metadata] {
    keptFacts.withLock { $0 }.filter { $0["event"] == .string(kind) }
  }

  /// A handler that writes here.
  func makeHandler() -> any LogHandler { Handler(collector: self) }

  private func add(_ line: String, _ facts: Logger.Metadata) {
    kept.withLock { $0.append(line) }
    keptFacts.withLock { $0.append(facts) }
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
      collector.add("\(event.level) \(event.message)", event.metadata ?? [:])
    }
  }
}
