import ElizaModel

/// What the routes of agents' worlds promise.
enum WorldContracts {
  private static let one = Schema.data(.object(.needed("world", .part(WorldBody.self))))

  static let list = Contract(
    "Lists the worlds of all agents", tier: .rare, section: "8.7",
    gives: .ok(.data(.object(.needed("worlds", .list(.part(WorldBody.self)))))))

  static let create = Contract(
    "Gives an agent a world", tier: .rare, section: "8.7",
    takes: .json(
      .openObject(
        .needed("name", .text), .optional("messageServerId", .text).only(.current),
        .optional("serverId", .text).only(.legacy), .optional("metadata", .anyObject))),
    gives: .created(one), refuses: .coded(400, 404, 500))

  static let update = Contract(
    "Changes an agent's world; metadata are merged", tier: .rare, section: "8.7",
    takes: .optionalJSON(
      .openObject(.optional("name", .text), .optional("metadata", .anyObject))),
    gives: .ok(one), refuses: .coded(400, 404, 500))
}
