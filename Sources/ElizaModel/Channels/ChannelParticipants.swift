public import JSON

/// Who takes part in a channel: `GET …/channels/:id/agents`.
public struct ChannelParticipants: JSONRepresentable {
  /// The channel.
  public var channelID: String
  /// Users and agents alike.
  public var participants: [String]

  /// Makes a list.
  public init(channelID: String, participants: [String]) {
    self.channelID = channelID
    self.participants = participants
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("channelId", .text), .needed("participants", .list(.text)))

  /// Reads a list; both fields are needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let channelID = object.text("channelId"),
      let participants = object.texts("participants")
    else { return nil }
    self.init(channelID: channelID, participants: participants)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("channelId", channelID)
    output.appendJSONMember("participants", texts: participants)
    output.endJSONObject()
  }
}
