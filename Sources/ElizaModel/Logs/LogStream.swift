public import JSON

/// A log entry, to a socket that subscribed.
public struct LogStream: EventPayload {
  /// The event it belongs to.
  public static let event = EventName.logStream

  /// The only kind there is.
  public static let entryType = "log_entry"

  /// The kind of payload.
  public var type: String
  /// The entry.
  public var payload: LogEntry

  /// Makes the payload.
  public init(_ entry: LogEntry, type: String = entryType) {
    self.type = type
    payload = entry
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("type", .text), .needed("payload", .part(LogEntry.self)))

  /// Reads the payload; both fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let type = object.text("type"),
      let payload: LogEntry = object.part("payload")
    else { return nil }
    self.init(payload, type: type)
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("type", type)
    output.appendJSONMember("payload", part: payload)
    output.endJSONObject()
  }
}
