import JSON

extension JSON {
  /// The id that the author of a posted message gave it, in its body or in its metadata; sent again under it,
  /// the message is the same.
  var sentMessageID: String? {
    for place in [self, self["metadata"] ?? .null] {
      for name in ["messageId", "clientMessageId"] {
        if let id = place[name]?.stringValue, !id.isEmpty { return id }
      }
    }
    return nil
  }
}
