public import JSON

/// How many sessions there are of each state.
public struct SessionStatistics: JSONRepresentable {
  /// All that are kept.
  public var totalSessions: Int
  /// Those that have not expired.
  public var activeSessions: Int
  /// Those that have expired and are not yet removed.
  public var expiredSessions: Int

  /// Makes statistics.
  public init(totalSessions: Int, activeSessions: Int, expiredSessions: Int) {
    self.totalSessions = totalSessions
    self.activeSessions = activeSessions
    self.expiredSessions = expiredSessions
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("totalSessions", .integer), .needed("activeSessions", .integer),
    .needed("expiredSessions", .integer))

  /// Reads statistics; all fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let totalSessions = object.integer("totalSessions"),
      let activeSessions = object.integer("activeSessions"),
      let expiredSessions = object.integer("expiredSessions")
    else { return nil }
    self.init(
      totalSessions: totalSessions, activeSessions: activeSessions, expiredSessions: expiredSessions
    )
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("totalSessions", totalSessions)
    output.appendJSONMember("activeSessions", activeSessions)
    output.appendJSONMember("expiredSessions", expiredSessions)
    output.endJSONObject()
  }
}
