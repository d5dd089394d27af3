public import JSON

/// A title made up for a channel: `POST …/channels/:id/generate-title`.
public struct ChannelTitle: JSONRepresentable {
  /// The title, or `null` when there is too little to go by.
  public var title: JSON
  /// The channel.
  public var channelID: String
  /// Why there is no title.
  public var reason: String?

  /// Makes an answer.
  public init(title: JSON, channelID: String, reason: String? = nil) {
    self.title = title
    self.channelID = channelID
    self.reason = reason
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("title", .nullable(.text)), .needed("channelId", .text), .optional("reason", .text))

  /// Reads an answer; title and channel are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let title = object["title"],
      let channelID = object.text("channelId")
    else { return nil }
    self.init(title: title, channelID: channelID, reason: object.text("reason"))
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("title", title)
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("reason", reason)
    output.endJSONObject()
  }
}
