import JSON

/// Where the fields of a client's send are, found in one pass over the payload.
///
/// What JavaScript takes for false counts as missing; of a repeated key the last one counts.
struct SendFields {
  private enum Field: String {
    case attachments
    case channelID = "channelId"
    case message
    case messageID = "messageId"
    case messageServerID = "messageServerId"
    case metadata
    case roomID = "roomId"
    case senderID = "senderId"
    case senderName
    case serverID = "serverId"
    case source
    case targetUserID = "targetUserId"
  }

  private(set) var channelID: JSONDocument.Node?
  private(set) var message: JSONDocument.Node?
  private(set) var messageID: JSONDocument.Node?
  private(set) var messageServerID: JSONDocument.Node?
  private(set) var metadata: JSONDocument.Node?
  private(set) var roomID: JSONDocument.Node?
  private(set) var senderID: JSONDocument.Node?
  private(set) var senderName: JSONDocument.Node?
  private(set) var serverID: JSONDocument.Node?
  private(set) var source: JSONDocument.Node?
  private(set) var targetUserID: JSONDocument.Node?
  /// Unlike the others it counts when it is empty, and only null does not.
  private(set) var attachments: JSONDocument.Node?

  init(_ document: JSONDocument, _ payload: JSONDocument.Node) {
    for (key, value) in document.members(of: payload) {
      guard let field = Self.field(document, key) else { continue }
      if field == .attachments {
        attachments = document.isNull(value) ? nil : value
      } else {
        set(field, document.isTruthy(value) ? value : nil)
      }
    }
  }

  /// Keys are told apart by their length first, which includes the quotes.
  ///
  /// A key written with escapes is longer than what it says and falls through.
  private static func field(_ document: JSONDocument, _ key: JSONDocument.Node) -> Field? {
    switch document.rawRange(of: key).count {
    case 8 where document.matches(key, "roomId"): .roomID
    case 8 where document.matches(key, "source"): .source
    case 9 where document.matches(key, "message"): .message
    case 10 where document.matches(key, "senderId"): .senderID
    case 10 where document.matches(key, "serverId"): .serverID
    case 10 where document.matches(key, "metadata"): .metadata
    case 11 where document.matches(key, "channelId"): .channelID
    case 11 where document.matches(key, "messageId"): .messageID
    case 12 where document.matches(key, "senderName"): .senderName
    case 13 where document.matches(key, "attachments"): .attachments
    case 14 where document.matches(key, "targetUserId"): .targetUserID
    case 17 where document.matches(key, "messageServerId"): .messageServerID
    default: document.string(of: key).flatMap(Field.init)
    }
  }

  private mutating func set(_ field: Field, _ value: JSONDocument.Node?) {
    switch field {
    case .attachments: attachments = value
    case .channelID: channelID = value
    case .message: message = value
    case .messageID: messageID = value
    case .messageServerID: messageServerID = value
    case .metadata: metadata = value
    case .roomID: roomID = value
    case .senderID: senderID = value
    case .senderName: senderName = value
    case .serverID: serverID = value
    case .source: source = value
    case .targetUserID: targetUserID = value
    }
  }
}
