import ElizaModel
import JSON
import Logging

/// Writes one JSON object a line: `time`, `level`, `event`, `msg`, then the event's facts by name.
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
    let facts = metadata.merging(event.metadata ?? [:]) { _, new in new }
    object["event"] = facts["event"]?.json
    object["msg"] = .string(event.message.description)
    for (key, value) in facts.sorted(by: { $0.key < $1.key }) where object[key] == nil {
      object[key] = value.json
    }
    return JSON.object(object).serialized()
  }
}
