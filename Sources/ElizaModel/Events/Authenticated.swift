public import JSON

/// Tells a socket which entity its handshake named (since 1.6.5).
public struct Authenticated: EventPayload {
  /// The event it belongs to.
  public static let event = EventName.authenticated

  /// The entity, as sent.
  public var entityID: String
  /// When it connected.
  public var timestamp: Timestamp

  /// Makes the payload.
  public init(entityID: String, timestamp: Timestamp) {
    self.entityID = entityID
    self.timestamp = timestamp
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("entityId", .text), .needed("timestamp", .milliseconds))

  /// Reads the payload; both fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let entityID = object.text("entityId"),
      let timestamp = object.moment("timestamp")
    else { return nil }
    self.init(entityID: entityID, timestamp: timestamp)
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("entityId", entityID)
    output.appendJSONMember("timestamp", milliseconds: timestamp)
    output.endJSONObject()
  }
}
