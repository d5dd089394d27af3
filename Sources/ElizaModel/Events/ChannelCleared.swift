public import JSON

/// Tells a room that all its messages were removed.
public struct ChannelCleared: EventPayload {
  /// The event it belongs to.
  public static let event = EventName.channelCleared

  /// The channel.
  public var channelID: String

  /// Makes the payload.
  public init(channelID: String) {
    self.channelID = channelID
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("channelId", .text))

  /// Reads the payload; the channel is needed.
  public init?(json: JSON) {
    guard let channelID = json["channelId"]?.stringValue else { return nil }
    self.init(channelID: channelID)
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("channelId", channelID)
    output.endJSONObject()
  }
}
