import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// `POST /channels` as it was up to 1.6.4: a bare channel without participants.
struct RawChannelCreation {
  let world: World

  func create(_ call: Call) throws(Refusal) -> Answer {
    let body = try call.body(destructuring: "serverId")
    for field in ["serverId", "name", "type"] where body[field]?.isTruthy != true {
      throw .message(.badRequest, "Missing required fields: \(field).")
    }
    guard let server = body["serverId"]?.stringValue, Identifier.isUUID(server) else {
      throw .message(.badRequest, "Invalid serverId format")
    }
    guard world.messageServers[server] != nil else {
      throw .message(.internalServerError, "Failed to create channel")
    }
    let channel = world.makeChannel(
      ChannelDraft(
        messageServerID: server, name: text("name", body) ?? "", type: text("type", body) ?? "",
        sourceType: text("sourceType", body), sourceID: text("sourceId", body),
        topic: text("topic", body) ?? text("description", body),
        metadata: body["metadata"].map(StoredJSON.init)))
    return .data(ChannelCreated(channel: channel.publicBody), .created)
  }

  private func text(_ field: String, _ body: JSON) -> String? {
    body[field].map { MessageContent($0).text }
  }
}
