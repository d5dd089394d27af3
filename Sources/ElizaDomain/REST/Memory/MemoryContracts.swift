import ElizaModel
import JSON

/// What the routes of memories and rooms promise.
enum MemoryContracts {
  private static let table: [QueryParameter] = [
    .optional("tableName", .text), .optional("includeEmbedding", .text),
  ]

  private static let memories = Schema.data(
    .object(.needed("memories", .list(.part(MemoryBody.self)))))

  static let list = Contract(
    "Lists what an agent remembers, newest first", tier: .webClient, section: "9",
    query: table + [.optional("channelId", .uuid), .optional("roomId", .uuid)],
    gives: .ok(memories), refuses: .coded(400, 404, 500))

  static let listOfRoom = Contract(
    "Lists what an agent remembers of a channel, newest first", tier: .webClient, section: "9",
    query: table + [.optional("limit", .integer), .optional("before", .integer)],
    gives: .ok(memories), refuses: .coded(400, 404))

  static let update = Contract(
    "Changes a memory", tier: .webClient, section: "9", takes: .optionalJSON(.anyObject),
    gives: .ok(.data(.object(.needed("id", .text), .needed("message", .text)))),
    refuses: .coded(400, 404, 500))

  static let delete = Contract(
    "Removes a memory", tier: .webClient, section: "9",
    gives: .ok(.data(.object(.needed("message", .text)))), refuses: .coded(400, 404))

  static let deleteAll = Contract(
    "Removes all memories of an agent", tier: .webClient, section: "9",
    gives: .ok(.data(.object(.needed("deleted", .integer), .needed("message", .text)))),
    refuses: .coded(400, 404))

  static let deleteOfRoom = Contract(
    "Removes all memories of one room of an agent", tier: .webClient, section: "9",
    gives: .noContent, refuses: .coded(400, 404))

  static let createRoom = Contract(
    "Makes a room for an agent", tier: .webClient, section: "9",
    takes: .optionalJSON(
      .openObject(
        .needed("name", .text), .optional("type", .text), .optional("source", .text),
        .optional("worldId", .text), .optional("metadata", .any))),
    gives: .created(
      .data(
        .object(
          .needed("id", .text), .needed("name", .text), .needed("agentId", .text),
          .needed("createdAt", .milliseconds), .needed("source", .text), .needed("type", .text),
          .needed("worldId", .text), .optional("messageServerId", .text).only(.current),
          .optional("serverId", .text).only(.legacy), .optional("metadata", .any)))),
    refuses: .coded(400, 404))

  static let rooms = Contract(
    "Lists the rooms of an agent", tier: .webClient, section: "9",
    gives: .ok(.data(.object(.needed("rooms", .list(.part(RoomBody.self)))))),
    refuses: .coded(400, 404, 500))

  static let room = Contract(
    "Shows a room of an agent", tier: .webClient, section: "9",
    gives: .ok(.data(RoomBody.self)), refuses: .coded(400, 404))

  private static let groupRooms = Schema.list(
    .object(
      .needed("id", .text), .needed("name", .text), .needed("source", .text),
      .needed("worldId", .text), .needed("type", .text)))

  private static let groupErrors = Schema.list(
    .object(
      .needed("agentId", .any), .needed("code", .text), .needed("message", .text),
      .optional("details", .text)))

  static func createGroup(_ profile: Profile) -> Contract {
    Contract(
      "Makes a room for each of several agents", tier: .rare, section: "9",
      takes: .optionalJSON(
        .openObject(
          .needed("agentIds", .list(.text)), .optional("name", .text), .optional("worldId", .text),
          .optional("source", .text), .optional("metadata", .any))),
      gives: .created(.data(groupRooms)),
      .json(
        207,
        .object(
          .needed("success", .constant(false)), .needed("data", groupRooms),
          .needed("errors", groupErrors))),
      .json(
        profile.shownStatus(500),
        .object(.needed("success", .constant(false)), .needed("error", groupErrors))),
      refuses: .coded(400))
  }

  static let deleteGroup = Contract(
    "Removes the rooms of a message server", tier: .rare, section: "9", gives: .noContent,
    refuses: .coded(400))

  static let deleteGroupMemories = Contract(
    "Removes what agents remember of a message server", tier: .rare, section: "9",
    gives: .noContent, refuses: .coded(400))
}
