import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// Renaming, clearing and removing channels, with the events that tell their rooms.
struct ChannelChanges {
  let world: World

  /// Adds the routes below the channel's path.
  func add(to router: inout Router, _ path: String) {
    router.add(.patch, path, ChannelContracts.update, update)
    router.add(.delete, path, ChannelContracts.delete, delete)
    router.add(.delete, path + "/messages", ChannelContracts.clear, clear)
    router.add(
      .delete, path + "/messages/:messageId", ChannelContracts.deleteMessage, deleteMessage)
    router.add(.post, path + "/generate-title", ChannelContracts.title, title)
  }

  private func update(_ call: Call) throws(Refusal) -> Answer {
    let id = try channelID(call)
    let body = try call.body(destructuring: "name")
    let change = ChannelChange(json: body) ?? ChannelChange()
    guard let channel = world.channel(inRoom: id), apply(change, to: channel) else {
      throw .message(.internalServerError, "Failed to update channel")
    }
    emit(ChannelUpdated(channelID: id, updates: channel.publicBody), to: channel.id)
    return .data(channel.publicBody)
  }

  private func delete(_ call: Call) throws(Refusal) -> Answer {
    let id = try channelID(call)
    if let channel = world.channel(inRoom: id) {
      world.delete(channel)
      world.chronicle.forgetMemories(ofChannel: channel.id)
    }
    emit(ChannelDeleted(channelID: id), to: id)
    return .empty(.noContent)
  }

  private func clear(_ call: Call) throws(Refusal) -> Answer {
    let id = try channelID(call)
    if let channel = world.channel(inRoom: id) {
      world.clear(channel, newest: 1000)
      world.chronicle.forgetMemories(ofChannel: channel.id)
    }
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
    guard world.agent(agentID)?.status == .active else {
      throw .message(.notFound, "Agent not found or not active")
    }
    let query = HistoryQuery(call, world.profile)
    guard let channel = world.channel(inRoom: id),
      case let range = query.range(in: channel.messages), range.count >= 4
    else {
      return .data(
        ChannelTitle(
          title: .null, channelID: id, reason: "Not enough messages to generate a title"))
    }
    return .data(ChannelTitle(title: .string(channel.headline(of: range)), channelID: id))
  }

  /// Nil leaves what is there; a list of participants that holds anything but texts changes nothing.
  private func apply(_ change: ChannelChange, to channel: Channel) -> Bool {
    let participants = change.participants?.arrayValue?.map(\.stringValue)
    guard change.participants == nil || participants?.contains(nil) == false else { return false }
    world.update(
      channel, name: change.name.ifNotNull.map { MessageContent($0).text },
      metadata: change.metadata.map(StoredJSON.init),
      participants: participants?.compactMap { $0 })
    return true
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
