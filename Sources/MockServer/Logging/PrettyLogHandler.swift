import ElizaModel
import Logging

/// Writes one line an event, the way a developer reads a console: time, event, facts.
struct PrettyLogHandler: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  let isColoured: Bool

  init(level: Logger.Level, isColoured: Bool) {
    logLevel = level
    self.isColoured = isColoured
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    StandardError.write(Array((line(for: event, at: WallClock.now) + "\n").utf8))
  }

  func line(for event: LogEvent, at time: Timestamp) -> String {
    var facts = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let kind = facts.removeValue(forKey: "event").flatMap { LogKind(rawValue: $0.description) }
    let known = kind?.factsInText ?? []
    let details = facts.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
      .map { " \($0.key)=\($0.value)" }.joined()
    let sign = kind.map { $0.sign + " " } ?? ""
    let text = sign + PrettyLogHandler.singleLine(event.message.description)
    return painted(WallClock.localTimeOfDay(time), .faint) + " "
      + painted(text, Paint(event.level)) + painted(PrettyLogHandler.singleLine(details), .faint)
  }

  /// Keeps a message from outside on its line and away from the terminal's control codes.
  static func singleLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return text
    }
    return text.unicodeScalars.reduce(into: "") { line, scalar in
      switch scalar {
      case "\n": line += "⏎"
      case "\t": line += " "
      default:
        if scalar.properties.generalCategory == .control {
          line += "\u{FFFD}"
        } else {
          line.unicodeScalars.append(scalar)
        }
      }
    }
  }

  private enum Paint: String {
    case faint = "2"
    case plain = "0"
    case yellow = "33"
    case red = "31"

    init(_ level: Logger.Level) {
      switch level {
      case .trace, .debug: self = .faint
      case .info, .notice: self = .plain
      case .warning: self = .yellow
      case .error, .critical: self = .red
      }
    }
  }

  private func painted(_ text: String, _ paint: Paint) -> String {
    guard isColoured, paint != .plain, !text.isEmpty else { return text }
    return "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m"
  }
}
