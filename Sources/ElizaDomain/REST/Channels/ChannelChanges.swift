import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// Renaming, clearing and removing channels, with the events that tell their rooms.
struct ChannelChanges {
  let world: World

  /// Adds the routes below the channel's path.
  func add(to router: inout Router, _ path: String) {
    router.add(.patch, path, update)
    router.add(.delete, path, delete)
    router.add(.delete, path + "/messages", clear)
    router.add(.delete, path + "/messages/:messageId", deleteMessage)
    router.add(.post, path + "/generate-title", title)
  }

  private func update(_ call: Call) throws(Refusal) -> Answer {
    let id = try channelID(call)
    let body = try call.body(destructuring: "name")
    guard let channel = world.channel(inRoom: id), let change = ChannelChange(body) else {
      throw .message(.internalServerError, "Failed to update channel")
    }
    world.update(
      channel, name: change.name, metadata: change.metadata, participants: change.participants)
    emit(ChannelUpdated(channelID: id, updates: channel.publicBody), to: channel.id)
    return .data(channel.json)
  }

  private func delete(_ call: Call) throws(Refusal) -> Answer {
    let id = try channelID(call)
    if let channel = world.channel(inRoom: id) { world.delete(channel) }
    emit(ChannelDeleted(channelID: id), to: id)
    return .empty(.noContent)
  }

  private func clear(_ call: Call) throws(Refusal) -> Answer {
    let id = try channelID(call)
    if let channel = world.channel(inRoom: id) { world.clear(channel, newest: 1000) }
    emit(ChannelCleared(channelID: id), to: id)
    return .empty(.noContent)
  }

  private func deleteMessage(_ call: Call) throws(Refusal) -> Answer {
    let id = call.parameter("channelId")
    let messageID = call.parameter("messageId")
    try world.requireChannelID(id, otherwise: "Invalid channelId or messageId")
    guard Identifier.isUUID(messageID) else {
      throw .message(.badRequest, "Invalid channelId or messageId")
    }
    if let channel = world.channel(inRoom: id) { world.deleteMessage(messageID, from: channel) }
    emit(MessageDeleted(messageID: messageID, channelID: id), to: id)
    return .empty(.noContent)
  }

  private func title(_ call: Call) throws(Refusal) -> Answer {
    let id = call.parameter("channelId")
    try world.requireChannelID(id, otherwise: "Invalid channel ID format")
    guard let agentID = call.body.value?["agentId"]?.stringValue, Identifier.isUUID(agentID)
    else { throw .message(.badRequest, "Valid agent ID is required") }
    guard world.agents[agentID]?.status == .active else {
      throw .message(.notFound, "Agent not found or not active")
    }
    guard let channel = world.channel(inRoom: id), channel.messages.count >= 4 else {
      return .data([
        "title": .null, "channelId": .string(id),
        "reason": "Not enough messages to generate a title",
      ])
    }
    return .data(["title": .string(ChannelTitle.of(channel)), "channelId": .string(id)])
  }

  private func channelID(_ call: Call) throws(Refusal) -> String {
    let id = call.parameter("channelId")
    try world.requireChannelID(id, otherwise: "Invalid channelId")
    return id
  }

  private func emit(_ payload: some EventPayload, to room: String) {
    world.outlet?.emit(EncodedEvent(payload), toRoom: room, except: nil)
  }
}
