public import JSON

/// A message server's channels.
public struct ChannelList: JSONRepresentable {
  /// The channels, in no defined order.
  public var channels: [ChannelBody]

  /// Makes a list.
  public init(channels: [ChannelBody]) {
    self.channels = channels
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("channels", .list(.part(ChannelBody.self))))

  /// Reads a list.
  public init?(json: JSON) {
    guard let object = json.objectValue, let channels: [ChannelBody] = object.list("channels")
    else { return nil }
    self.init(channels: channels)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("channels", list: channels)
    output.endJSONObject()
  }
}
