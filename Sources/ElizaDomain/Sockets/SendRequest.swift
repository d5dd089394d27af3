import ElizaModel
import JSON

/// The fields of a client's send, found and checked as the profile has it.
struct SendRequest {
  let document: JSONDocument
  let payload: JSONDocument.Node

  let room: String
  let senderID: String
  let messageServerID: String
  let text: JSONDocument.Node

  let senderName: JSONDocument.Node?
  let messageID: JSONDocument.Node?
  let metadata: JSONDocument.Node?
  let attachments: JSONDocument.Node?

  /// Reads a payload; nil when a real server, or even the lenient profile, refuses it.
  ///
  /// The connection tells profile and known entity, and is noted for what leniency let pass.
  init?(_ document: JSONDocument, _ payload: JSONDocument.Node, _ connection: SocketConnection) {
    let reader = SendReader(document: document, payload: payload, connection: connection)
    guard document.kind(of: payload) == .object, let room = reader.room(),
      let senderID = reader.senderID(), let text = reader.text(),
      let messageServerID = reader.messageServerID()
    else { return nil }
    self.document = document
    self.payload = payload
    self.room = room
    self.senderID = senderID
    self.messageServerID = messageServerID
    self.text = text
    senderName = reader.senderName()
    messageID = document.firstTruthy("messageId", of: payload)
    metadata = document.firstTruthy("metadata", of: payload)
    attachments = document.member("attachments", of: payload).flatMap {
      document.isNull($0) ? nil : $0
    }
  }

  /// A field of the payload that JavaScript takes for true.
  func field(_ key: StaticString) -> JSONDocument.Node? {
    document.firstTruthy(key, of: payload)
  }
}
