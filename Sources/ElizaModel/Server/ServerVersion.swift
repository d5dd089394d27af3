public import JSON

/// Which server it is: `GET /api/system/version`.
public struct ServerVersion: JSONRepresentable {
  /// The version of the server.
  public var version: String
  /// Always `server`.
  public var source: String
  /// When the answer was made.
  public var timestamp: Timestamp
  /// Such as `development`.
  public var environment: String
  /// Seconds since the server started.
  public var uptime: Double

  /// Makes an answer.
  public init(
    version: String, source: String, timestamp: Timestamp, environment: String, uptime: Double
  ) {
    self.version = version
    self.source = source
    self.timestamp = timestamp
    self.environment = environment
    self.uptime = uptime
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("version", .text), .needed("source", .text), .needed("timestamp", .date),
    .needed("environment", .text), .needed("uptime", .number))

  /// Reads an answer; all fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let version = object.text("version"),
      let source = object.text("source"), let timestamp = object.moment("timestamp"),
      let environment = object.text("environment"), let uptime = object["uptime"]?.doubleValue
    else { return nil }
    self.init(
      version: version, source: source, timestamp: timestamp, environment: environment,
      uptime: uptime)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("version", version)
    output.appendJSONMember("source", source)
    output.appendJSONMember("timestamp", date: timestamp)
    output.appendJSONMember("environment", environment)
    output.appendJSONMember("uptime", uptime)
    output.endJSONObject()
  }
}
