public import JSON

/// A page of messages: `GET /api/messaging/sessions/:id/messages`.
public struct SessionMessagePage: JSONRepresentable {
  /// The messages, newest first.
  public var messages: [SessionMessage]
  /// Whether the page is full, so that there may be more.
  public var hasMore: Bool
  /// Where the neighbouring pages begin; absent when the page is empty.
  public var cursors: PageCursors?

  /// Makes a page.
  public init(messages: [SessionMessage], hasMore: Bool, cursors: PageCursors? = nil) {
    self.messages = messages
    self.hasMore = hasMore
    self.cursors = cursors
  }

  /// What the JSON looks like.
  public static let schema = Schema.object(
    .needed("messages", .list(.part(SessionMessage.self))), .needed("hasMore", .boolean),
    .optional("cursors", .part(PageCursors.self)))

  /// Reads a page; the cursors are not needed.
  public init?(json: JSON) {
    guard let object = json.objectValue, let messages: [SessionMessage] = object.list("messages"),
      let hasMore = object.flag("hasMore")
    else { return nil }
    self.init(messages: messages, hasMore: hasMore, cursors: object.part("cursors"))
  }

  /// Appends the value.
  public func append(to output: inout [UInt8]) {
    output.beginJSONObject()
    output.appendJSONMember("messages", list: messages)
    output.appendJSONMember("hasMore", hasMore)
    output.appendJSONMember("cursors", part: cursors)
    output.endJSONObject()
  }
}
