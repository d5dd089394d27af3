import ElizaModel
import JSON

/// The fields of a client's send, found and checked as the profile has it.
struct SendRequest {
  let document: JSONDocument
  let payload: JSONDocument.Node
  let fields: SendFields

  let room: String
  let senderID: String
  let messageServerID: String
  let text: JSONDocument.Node
  let senderName: JSONDocument.Node?
}

extension SendRequest {
  /// A value as JSON: where it stands in the send, or bytes that stand in for it.
  enum Written {
    case sent(Range<Int>)
    case made([UInt8])

    var count: Int {
      switch self {
      case .sent(let range): range.count
      case .made(let bytes): bytes.count
      }
    }
  }

  /// A text as it came, or else the one that was found in its place.
  func written(_ node: JSONDocument.Node?, or text: @autoclosure () -> String) -> Written {
    if let node, document.kind(of: node) == .string { return .sent(document.rawRange(of: node)) }
    var bytes: [UInt8] = []
    bytes.appendJSONString(text())
    return .made(bytes)
  }

  /// Where the text stands in the bytes of the payload.
  var textInPayload: Range<Int> {
    let start = document.rawRange(of: payload).lowerBound
    let range = document.rawRange(of: text)
    return range.lowerBound &- start..<range.upperBound &- start
  }

  /// The attachments as they came, unless one of them is a file of the server.
  func writtenAttachments(_ profile: Profile) -> Written? {
    guard let node = fields.attachments else { return nil }
    guard profile.rewritesAttachments,
      document.kind(of: node) == .string || document.count(of: node) > 0
    else { return written(node) }
    let sent = document.value(of: node)
    let shown = MediaLinks.rewriting(sent)
    return shown == sent ? written(node) : .made(shown.serialized())
  }

  /// Any value as it came.
  func written(_ node: JSONDocument.Node?) -> Written? {
    node.map { .sent(document.rawRange(of: $0)) }
  }
}

extension SocketConnection {
  /// Reads a send; nil when a real server, or even the lenient profile, refuses it.
  func sendRequest(_ document: JSONDocument, _ payload: JSONDocument.Node) -> SendRequest? {
    let fields = SendFields(document, payload)
    guard let room = room(fields, document, payload),
      let senderID = senderID(fields, document, payload),
      let text = text(fields, document, payload),
      let messageServerID = messageServerID(fields, document, payload)
    else { return nil }
    return SendRequest(
      document: document, payload: payload, fields: fields, room: room, senderID: senderID,
      messageServerID: messageServerID, text: text,
      senderName: senderName(fields, document, payload))
  }

  private func room(
    _ fields: SendFields, _ document: JSONDocument, _ payload: JSONDocument.Node
  ) -> String? {
    if let node = fields.channelID ?? fields.roomID { return checked(node, document, recentRoom) }
    guard profile.isLenient, let room = roomName(document, payload) else { return nil }
    if !Identifier.isUUID(room) { note(.freeFormID) }
    return room
  }

  private func senderID(
    _ fields: SendFields, _ document: JSONDocument, _ payload: JSONDocument.Node
  ) -> String? {
    if let node = fields.senderID { return checked(node, document, recentSender) }
    note(.misnamedSender, ids: sentIDs(fields, document))
    guard profile.isLenient else { return nil }
    let node = document.firstTruthy(
      "author_id", "authorId", "userId", "entityId", "sender_id", of: payload)
    return node.flatMap { document.text(of: $0) } ?? entityID
  }

  private func text(
    _ fields: SendFields, _ document: JSONDocument, _ payload: JSONDocument.Node
  ) -> JSONDocument.Node? {
    if let message = fields.message { return message }
    guard let node = document.firstTruthy("content", "text", of: payload) else { return nil }
    note(.misnamedText, ids: sentIDs(fields, document))
    return profile.isLenient ? node : nil
  }

  private func senderName(
    _ fields: SendFields, _ document: JSONDocument, _ payload: JSONDocument.Node
  ) -> JSONDocument.Node? {
    if let name = fields.senderName { return name }
    return profile.isLenient ? document.firstTruthy("userName", of: payload) : nil
  }

  private func messageServerID(
    _ fields: SendFields, _ document: JSONDocument, _ payload: JSONDocument.Node
  ) -> String? {
    let expected = profile.naming == .legacy ? fields.serverID : fields.messageServerID
    if let expected { return checked(expected, document, recentServer) }
    let other =
      profile.naming == .legacy
      ? fields.messageServerID
      : fields.serverID
        ?? document.firstTruthy("message_server_id", "server_id", "worldId", of: payload)
    if let other {
      note(
        profile.naming == .legacy ? .currentMessageServerName : .legacyMessageServerName,
        ids: sentIDs(fields, document))
      return profile.naming == .both ? checked(other, document, recentServer) : nil
    }
    note(.missingMessageServer, ids: sentIDs(fields, document))
    return profile.fillsInMessageServer ? Identifier.defaultMessageServer : nil
  }

  /// The id where it is a UUID, or where the profile takes any text.
  private func checked(
    _ node: JSONDocument.Node, _ document: JSONDocument, _ recent: RecentText
  ) -> String? {
    let id = recent.text(of: node, in: document, requiringUUID: true)
    guard id == nil else { return id }
    note(.freeFormID, document.text(of: node).map { "'\($0.prefix(80))'" } ?? "no text")
    return profile.isLenient ? recent.text(of: node, in: document) : nil
  }

  /// What a finding about a send names.
  private func sentIDs(_ fields: SendFields, _ document: JSONDocument) -> JSONObject {
    func text(_ node: JSONDocument.Node?) -> String? {
      node.flatMap { document.text(of: $0) }.map { String($0.prefix(80)) }
    }
    let room = text(fields.channelID ?? fields.roomID)
    return JSONObject().adding("channelId", room)
      .adding("senderId", text(fields.senderID)).adding("messageId", text(fields.messageID))
  }
}
