import JSON

extension StoredMessage {
  /// The metadata object that the author sent, if any.
  var sentMetadata: JSONObject? {
    switch body {
    case .socket(let payload, _): payload.value["metadata"]?.objectValue
    case .parts(_, let metadata): metadata?.value.objectValue
    }
  }

  /// The id that the author's page gave the message, if any.
  var clientMessageID: String? {
    guard case .socket(let payload, _) = body else { return nil }
    return payload.value["messageId"]?.stringValue
  }

  /// The name under which the author wrote, if it was given.
  var displayName: String? {
    switch body {
    case .socket(let payload, _): payload.value["senderName"]?.stringValue
    case .parts(_, let metadata): metadata?.value["user_display_name"]?.stringValue
    }
  }
}
