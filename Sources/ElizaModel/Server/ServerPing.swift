public import JSON

/// A sign of life: `GET /api/server/ping`.
public struct ServerPing: JSONRepresentable {
  /// Always true.
  public var pong: Bool
  /// When it was given.
  public var timestamp: Timestamp

  /// Makes a sign of life.
  public init(pong: Bool, timestamp: Timestamp) {
    self.pong = pong
    self.timestamp = timestamp
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("pong", .boolean), .needed("timestamp", .milliseconds))

  /// Reads a sign of life; both fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let pong = object.flag("pong"),
      let timestamp = object.moment("timestamp")
    else { return nil }
    self.init(pong: pong, timestamp: timestamp)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("pong", pong)
    output.appendJSONMember("timestamp", milliseconds: timestamp)
    output.endJSONObject()
  }
}
