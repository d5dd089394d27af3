public import JSON

/// What became of a session when a message was sent in it.
public struct SessionStatus: JSONRepresentable {
  /// When the session expires now.
  public var expiresAt: Timestamp
  /// How often it was prolonged.
  public var renewalCount: Int
  /// Whether the message prolonged it.
  public var wasRenewed: Bool
  /// Whether the end is near; in practice always false here.
  public var isNearExpiration: Bool

  /// Makes a status.
  public init(expiresAt: Timestamp, renewalCount: Int, wasRenewed: Bool, isNearExpiration: Bool) {
    self.expiresAt = expiresAt
    self.renewalCount = renewalCount
    self.wasRenewed = wasRenewed
    self.isNearExpiration = isNearExpiration
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("expiresAt", .date), .needed("renewalCount", .integer), .needed("wasRenewed", .boolean),
    .needed("isNearExpiration", .boolean))

  /// Reads a status; all fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let expiresAt = object.moment("expiresAt"),
      let renewalCount = object.integer("renewalCount"), let wasRenewed = object.flag("wasRenewed"),
      let isNearExpiration = object.flag("isNearExpiration")
    else { return nil }
    self.init(
      expiresAt: expiresAt, renewalCount: renewalCount, wasRenewed: wasRenewed,
      isNearExpiration: isNearExpiration)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("expiresAt", date: expiresAt)
    output.appendJSONMember("renewalCount", renewalCount)
    output.appendJSONMember("wasRenewed", wasRenewed)
    output.appendJSONMember("isNearExpiration", isNearExpiration)
    output.endJSONObject()
  }
}
