public import JSON

/// The answer to a log subscription and to its end.
public struct LogSubscriptionConfirmed: EventPayload {
  /// The event it belongs to.
  public static let event = EventName.logSubscriptionConfirmed

  /// Whether entries will come.
  public var isSubscribed: Bool
  /// A line for people.
  public var message: String

  /// Makes the answer of real servers.
  public init(isSubscribed: Bool) {
    self.isSubscribed = isSubscribed
    message =
      isSubscribed
      ? "Successfully subscribed to log stream" : "Successfully unsubscribed from log stream"
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("subscribed", .boolean), .needed("message", .text))

  /// Reads the payload; both fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let isSubscribed = object.flag("subscribed"),
      let message = object.text("message")
    else { return nil }
    self.isSubscribed = isSubscribed
    self.message = message
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("subscribed", isSubscribed)
    output.appendJSONMember("message", message)
    output.endJSONObject()
  }
}
