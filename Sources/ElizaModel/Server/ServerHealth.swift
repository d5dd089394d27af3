public import JSON

/// How the server is: `GET /healthz`, `/health` and `/api/server/health`.
public struct ServerHealth: JSONRepresentable {
  /// `ok`, `OK` or, without agents, `DEGRADED`.
  public var status: String
  /// The version the operator named, else `unknown`.
  public var version: String?
  /// When the report was made.
  public var timestamp: Timestamp
  /// The state of `agents`: `healthy` or `no_agents`.
  public var dependencies: JSONObject?
  /// How many agents run.
  public var agentCount: Int?

  /// Makes a report; `/healthz` has no more than state and time.
  public init(
    status: String, version: String? = nil, timestamp: Timestamp, dependencies: JSONObject? = nil,
    agentCount: Int? = nil
  ) {
    self.status = status
    self.version = version
    self.timestamp = timestamp
    self.dependencies = dependencies
    self.agentCount = agentCount
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("status", .text), .optional("version", .text), .needed("timestamp", .date),
    .optional("dependencies", .anyObject), .optional("agentCount", .integer))

  /// Reads a report; state and time are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let status = object.text("status"),
      let timestamp = object.moment("timestamp")
    else { return nil }
    self.init(
      status: status, version: object.text("version"), timestamp: timestamp,
      dependencies: object["dependencies"]?.objectValue, agentCount: object.integer("agentCount"))
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("status", status)
    output.appendJSONMember("version", version)
    output.appendJSONMember("timestamp", date: timestamp)
    output.appendJSONMember("dependencies", dependencies.map(JSON.object))
    output.appendJSONMember("agentCount", agentCount)
    output.endJSONObject()
  }
}
