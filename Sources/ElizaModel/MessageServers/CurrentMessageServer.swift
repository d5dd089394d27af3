public import JSON

/// Which message server is the own one: `GET /api/messaging/message-server/current` (since 1.6.5).
public struct CurrentMessageServer: JSONRepresentable {
  /// Its id.
  public var messageServerID: String

  /// Makes an answer.
  public init(messageServerID: String) {
    self.messageServerID = messageServerID
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("messageServerId", .text))

  /// Reads an answer.
  public init?(json: JSON) {
    guard let object = json.objectValue, let messageServerID = object.text("messageServerId") else {
      return nil
    }
    self.init(messageServerID: messageServerID)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("messageServerId", messageServerID)
    output.endJSONObject()
  }
}
