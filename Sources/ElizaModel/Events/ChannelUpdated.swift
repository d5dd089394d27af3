public import JSON

/// Tells a room that its channel was changed.
public struct ChannelUpdated: EventPayload {
  /// The event it belongs to.
  public static let event = EventName.channelUpdated

  /// The channel.
  public var channelID: String
  /// The whole channel as it is now.
  public var updates: ChannelBody

  /// Makes the payload.
  public init(channelID: String, updates: ChannelBody) {
    self.channelID = channelID
    self.updates = updates
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("channelId", .text), .needed("updates", .part(ChannelBody.self)))

  /// Reads the payload; both fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let channelID = object.text("channelId"),
      let updates: ChannelBody = object.part("updates")
    else { return nil }
    self.init(channelID: channelID, updates: updates)
  }

  /// Appends the payload.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("updates", part: updates)
    output.endJSONObject()
  }
}
