import ElizaModel
import JSON
import Logging

/// Writes one JSON object a line: `time`, `level`, `msg`, then the event's facts.
struct JSONLogHandler: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  init(level: Logger.Level) {
    logLevel = level
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    StandardError.write(line(for: event, at: WallClock.now) + [0x0A])
  }

  func line(for event: LogEvent, at time: Timestamp) -> [UInt8] {
    var object = JSONObject()
    object["time"] = .string(time.isoText)
    object["level"] = .string(event.level.rawValue)
    object["msg"] = .string(event.message.description)
    let facts = metadata.merging(event.metadata ?? [:]) { _, new in new }
    for (key, value) in facts.sorted(by: { $0.key < $1.key }) where object[key] == nil {
      object[key] = .string(value.description)
    }
    return JSON.object(object).serialized()
  }
}
