public import JSON

/// The sessions of a server: `GET /api/messaging/sessions`.
public struct SessionList: JSONRepresentable {
  /// The sessions that have not expired, in the order of their creation.
  public var sessions: [SessionInfo]
  /// How many they are.
  public var total: Int
  /// How many there are of each state (since 1.5).
  public var stats: SessionStatistics?

  /// Makes a list.
  public init(sessions: [SessionInfo], total: Int, stats: SessionStatistics? = nil) {
    self.sessions = sessions
    self.total = total
    self.stats = stats
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("sessions", .list(.part(SessionInfo.self))), .needed("total", .integer),
    .optional("stats", .part(SessionStatistics.self)))

  /// Reads a list; the statistics are not needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let sessions: [SessionInfo] = object.list("sessions"),
      let total = object.integer("total")
    else { return nil }
    self.init(sessions: sessions, total: total, stats: object.part("stats"))
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("sessions", list: sessions)
    output.appendJSONMember("total", total)
    output.appendJSONMember("stats", part: stats)
    output.endJSONObject()
  }
}
