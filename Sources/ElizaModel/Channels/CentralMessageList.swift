public import JSON

/// The messages of a channel.
public struct CentralMessageList: JSONRepresentable {
  /// The messages, newest first.
  public var messages: [CentralMessage]

  /// Makes a list.
  public init(messages: [CentralMessage]) {
    self.messages = messages
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("messages", .list(.part(CentralMessage.self))))

  /// Reads a list.
  public init?(json: JSON) {
    guard let object = json.objectValue, let messages: [CentralMessage] = object.list("messages")
    else { return nil }
    self.init(messages: messages)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("messages", list: messages)
    output.endJSONObject()
  }
}
