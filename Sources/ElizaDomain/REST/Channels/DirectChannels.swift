import Bytes
import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// `GET /dm-channel`: the direct channel of two participants.
struct DirectChannels {
  let world: World

  func findOrMake(_ call: Call) throws(Refusal) -> Answer {
    guard let target = call.query["targetUserId"], Identifier.isUUID(target),
      let current = call.query["currentUserId"], Identifier.isUUID(current)
    else { throw .message(.badRequest, "Missing targetUserId or currentUserId") }
    guard target != current else {
      throw .message(.badRequest, "Cannot create DM channel with oneself")
    }
    let server = messageServer(call.query["dmServerId"])
    let channel = world.directChannel(between: current, and: target, messageServerID: server) {
      ChannelDraft(
        messageServerID: server, name: "DM-\($0)-\($1)", type: "DM",
        metadata: StoredJSON(["user1": .string($0), "user2": .string($1)]),
        participants: [$0, $1])
    }
    return .data(channel.publicBody)
  }

  private func messageServer(_ asked: String?) -> String {
    guard let asked, world.messageServers[asked] != nil else {
      return Identifier.defaultMessageServer
    }
    return asked
  }
}
