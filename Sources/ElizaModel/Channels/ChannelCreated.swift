public import JSON

/// A new channel as the raw creation route shows it (up to 1.6.4).
public struct ChannelCreated: JSONRepresentable {
  /// The channel.
  public var channel: ChannelBody

  /// Makes an answer.
  public init(channel: ChannelBody) {
    self.channel = channel
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("channel", .part(ChannelBody.self)))

  /// Reads an answer.
  public init?(json: JSON) {
    guard let object = json.objectValue, let channel: ChannelBody = object.part("channel") else {
      return nil
    }
    self.init(channel: channel)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("channel", part: channel)
    output.endJSONObject()
  }
}
