public import JSON

/// The answer to the creation of a message server.
public struct MessageServerCreated: JSONRepresentable {
  /// The message server.
  public var server: MessageServerBody

  /// Makes an answer.
  public init(server: MessageServerBody) {
    self.server = server
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("server", .part(MessageServerBody.self)))

  /// Reads an answer.
  public init?(json: JSON) {
    guard let object = json.objectValue, let server: MessageServerBody = object.part("server")
    else { return nil }
    self.init(server: server)
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("server", part: server)
    output.endJSONObject()
  }
}
