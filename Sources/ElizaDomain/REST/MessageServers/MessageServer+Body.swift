import ElizaModel
import JSON

extension MessageServer {
  /// The message server as answers show it.
  var publicBody: MessageServerBody {
    MessageServerBody(
      id: id, name: name, sourceType: sourceType, sourceID: sourceID, metadata: metadata?.value,
      createdAt: createdAt, updatedAt: updatedAt)
  }
}
