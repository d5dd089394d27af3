public import JSON

/// A message to a session: `POST /api/messaging/sessions/:id/messages`.
public struct SessionMessageCreation: JSONRepresentable {
  /// The text; servers refuse anything else.
  public var content: JSON?
  /// Media; stored untouched.
  public var attachments: JSON?
  /// What the user attaches.
  public var metadata: JSON?
  /// How the answer shall come: `http`, `sse` or `websocket` (since 1.7.1).
  public var transport: JSON?
  /// The older name of `transport`: `sync`, `stream` or `websocket` (1.7.0).
  public var mode: JSON?

  /// Makes a message.
  public init(
    content: JSON? = nil, attachments: JSON? = nil, metadata: JSON? = nil, transport: JSON? = nil,
    mode: JSON? = nil
  ) {
    self.content = content
    self.attachments = attachments
    self.metadata = metadata
    self.transport = transport
    self.mode = mode
  }

  /// What the JSON looks like.
  public static let schema = Schema.openObject(
    .needed("content", .text(.filled(atMost: 4_000))), .optional("attachments", .any),
    .optional("metadata", .anyObject),
    .optional("transport", .words(["http", "sse", "websocket"])),
    .optional("mode", .words(["sync", "stream", "websocket"])))

  /// Reads any object; what a field may be is for the server to judge.
  public init?(json: JSON) {
    guard let object = json.objectValue else { return nil }
    self.init(
      content: object["content"], attachments: object["attachments"], metadata: object["metadata"],
      transport: object["transport"], mode: object["mode"])
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("content", content)
    output.appendJSONMember("attachments", attachments)
    output.appendJSONMember("metadata", metadata)
    output.appendJSONMember("transport", transport)
    output.appendJSONMember("mode", mode)
    output.endJSONObject()
  }
}
