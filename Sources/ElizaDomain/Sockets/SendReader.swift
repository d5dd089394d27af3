import ElizaModel
import JSON

/// Finds the required fields of a send, and notes where leniency was needed.
struct SendReader {
  let document: JSONDocument
  let payload: JSONDocument.Node
  let connection: SocketConnection

  private var profile: Profile { connection.profile }

  func room() -> String? {
    checked(connection.roomName(document, payload))
  }

  func senderID() -> String? {
    if let node = document.firstTruthy("senderId", of: payload) {
      return checked(document.text(of: node))
    }
    guard profile.isLenient else { return nil }
    connection.note(.misnamedSender)
    let node = document.firstTruthy(
      "author_id", "authorId", "userId", "entityId", "sender_id", of: payload)
    return node.flatMap { document.text(of: $0) } ?? connection.entityID
  }

  func senderName() -> JSONDocument.Node? {
    if let name = document.firstTruthy("senderName", of: payload) { return name }
    return profile.isLenient ? document.firstTruthy("userName", of: payload) : nil
  }

  func text() -> JSONDocument.Node? {
    if let node = document.firstTruthy("message", of: payload) { return node }
    guard profile.isLenient,
      let node = document.firstTruthy("content", "text", of: payload)
    else { return nil }
    connection.note(.misnamedText)
    return node
  }

  func messageServerID() -> String? {
    switch profile.naming {
    case .legacy: return id(document.firstTruthy("serverId", of: payload))
    case .current: return id(document.firstTruthy("messageServerId", of: payload))
    case .both: break
    }
    if let node = document.firstTruthy("messageServerId", of: payload) { return id(node) }
    let other = document.firstTruthy(
      "serverId", "message_server_id", "server_id", "worldId", of: payload)
    if let other {
      connection.note(.legacyMessageServerName)
      return id(other)
    }
    guard profile.fillsInMessageServer else { return nil }
    connection.note(.missingMessageServer)
    return Identifier.defaultMessageServer
  }

  private func id(_ node: JSONDocument.Node?) -> String? {
    guard let node else { return nil }
    if document.matches(node, "00000000-0000-0000-0000-000000000000") {
      return Identifier.defaultMessageServer
    }
    return checked(document.text(of: node))
  }

  /// The id where it is a UUID, or where the profile takes any text.
  private func checked(_ id: String?) -> String? {
    guard let id else { return nil }
    if Identifier.isUUID(id) { return id }
    guard profile.isLenient else { return nil }
    connection.note(.freeFormID)
    return id
  }
}
