public import JSON

/// Tells a socket why its join or send was refused.
public struct MessageError: EventPayload {
  /// The event it belongs to.
  public static let event = EventName.messageError

  /// The reason, for people.
  public var error: String

  /// Makes the payload.
  public init(error: String) {
    self.error = error
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("error", .text))

  /// Reads the payload; the reason is needed.
  public init?(json: JSON) {
    guard let error = json["error"]?.stringValue else { return nil }
    self.init(error: error)
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("error", error)
    output.endJSONObject()
  }
}
