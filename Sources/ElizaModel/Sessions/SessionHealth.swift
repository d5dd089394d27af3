public import JSON

/// How the sessions are: `GET /api/messaging/sessions/health`.
public struct SessionHealth: JSONRepresentable {
  /// Always `healthy`.
  public var status: String
  /// Sessions that have not expired.
  public var activeSessions: Int
  /// When the report was made.
  public var timestamp: Timestamp
  /// Sessions near their end (since 1.5).
  public var expiringSoon: Int?
  /// Broken sessions; absent when there are none.
  public var invalidSessions: Int?
  /// Seconds since the server started (since 1.5).
  public var uptime: Double?

  /// Makes a report.
  public init(
    status: String, activeSessions: Int, timestamp: Timestamp, expiringSoon: Int? = nil,
    invalidSessions: Int? = nil, uptime: Double? = nil
  ) {
    self.status = status
    self.activeSessions = activeSessions
    self.timestamp = timestamp
    self.expiringSoon = expiringSoon
    self.invalidSessions = invalidSessions
    self.uptime = uptime
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("status", .text), .needed("activeSessions", .integer), .needed("timestamp", .date),
    .optional("expiringSoon", .integer), .optional("invalidSessions", .integer),
    .optional("uptime", .number))

  /// Reads a report; state, number and time are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let status = object.text("status"),
      let activeSessions = object.integer("activeSessions"),
      let timestamp = object.moment("timestamp")
    else { return nil }
    self.init(
      status: status, activeSessions: activeSessions, timestamp: timestamp,
      expiringSoon: object.integer("expiringSoon"),
      invalidSessions: object.integer("invalidSessions"), uptime: object["uptime"]?.doubleValue)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("status", status)
    output.appendJSONMember("activeSessions", activeSessions)
    output.appendJSONMember("timestamp", date: timestamp)
    output.appendJSONMember("expiringSoon", expiringSoon)
    output.appendJSONMember("invalidSessions", invalidSessions)
    output.appendJSONMember("uptime", uptime)
    output.endJSONObject()
  }
}
