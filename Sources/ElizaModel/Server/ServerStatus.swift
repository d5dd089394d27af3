public import JSON

/// How many agents there are: `GET /api/server/status`.
public struct ServerStatus: JSONRepresentable {
  /// Always `ok`.
  public var status: String
  /// How many agents run.
  public var agentCount: Int
  /// When the status was taken.
  public var timestamp: Timestamp

  /// Makes a status.
  public init(status: String, agentCount: Int, timestamp: Timestamp) {
    self.status = status
    self.agentCount = agentCount
    self.timestamp = timestamp
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("status", .text), .needed("agentCount", .integer), .needed("timestamp", .date))

  /// Reads a status; all fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let status = object.text("status"),
      let agentCount = object.integer("agentCount"), let timestamp = object.moment("timestamp")
    else { return nil }
    self.init(status: status, agentCount: agentCount, timestamp: timestamp)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("status", status)
    output.appendJSONMember("agentCount", agentCount)
    output.appendJSONMember("timestamp", date: timestamp)
    output.endJSONObject()
  }
}
