public import JSON

/// The server's log: `GET /api/server/logs`.
public struct LogList: JSONRepresentable {
  /// The last entries that match, oldest first.
  public var logs: [LogEntry]
  /// How many they are.
  public var count: Int
  /// How many entries there were before any was left out.
  public var total: Int
  /// The level asked for, or `all`.
  public var requestedLevel: String
  /// The agent asked for, or `all`.
  public var agentName: String
  /// The agent asked for, or `all`.
  public var agentID: String
  /// The names of all levels, gravest first.
  public var levels: [String]

  /// Makes a list.
  public init(
    logs: [LogEntry], count: Int, total: Int, requestedLevel: String, agentName: String,
    agentID: String, levels: [String]
  ) {
    self.logs = logs
    self.count = count
    self.total = total
    self.requestedLevel = requestedLevel
    self.agentName = agentName
    self.agentID = agentID
    self.levels = levels
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("logs", .list(.part(LogEntry.self))), .needed("count", .integer),
    .needed("total", .integer), .needed("requestedLevel", .text), .needed("agentName", .text),
    .needed("agentId", .text), .needed("levels", .list(.text)))

  /// Reads a list; all fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let logs: [LogEntry] = object.list("logs"),
      let count = object.integer("count"), let total = object.integer("total"),
      let requestedLevel = object.text("requestedLevel"), let agentName = object.text("agentName"),
      let agentID = object.text("agentId"), let levels = object.texts("levels")
    else { return nil }
    self.init(
      logs: logs, count: count, total: total, requestedLevel: requestedLevel, agentName: agentName,
      agentID: agentID, levels: levels)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("logs", list: logs)
    output.appendJSONMember("count", count)
    output.appendJSONMember("total", total)
    output.appendJSONMember("requestedLevel", requestedLevel)
    output.appendJSONMember("agentName", agentName)
    output.appendJSONMember("agentId", agentID)
    output.appendJSONMember("levels", texts: levels)
    output.endJSONObject()
  }
}
