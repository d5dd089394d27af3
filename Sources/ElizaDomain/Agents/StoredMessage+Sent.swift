import JSON

/// What the author of a message sent along with it, read from the bytes kept without making a tree.
extension StoredMessage {
  /// A text in the metadata that the author sent.
  func sentMetadata(_ key: StaticString) -> String? {
    switch body {
    case .socket(let payload, _):
      payload.withDocument { document in
        document.member("metadata", of: document.root).flatMap { document.text(key, of: $0) }
      }
    case .parts(_, let metadata): metadata?.withDocument { $0.text(key, of: $0.root) }
    }
  }

  /// The message server that a socket's sender named.
  var sentMessageServerID: String? {
    guard case .socket(let payload, _) = body else { return nil }
    return payload.withDocument { $0.text("messageServerId", of: $0.root) }
  }

  /// The id that the author's page gave the message, if any.
  public var clientMessageID: String? {
    guard case .socket(let payload, _) = body else { return nil }
    return payload.withDocument { $0.text("messageId", of: $0.root) }
  }
}

extension StoredJSON {
  /// Lends the value as a document; a text that does not parse is lent as `null`.
  func withDocument<Result>(_ body: (JSONDocument) -> Result) -> Result {
    var document = JSONDocument()
    try? document.parse(bytes.span)
    return body(document)
  }
}

extension JSONDocument {
  fileprivate func text(_ key: StaticString, of node: Node) -> String? {
    member(key, of: node).flatMap { string(of: $0) }
  }
}
