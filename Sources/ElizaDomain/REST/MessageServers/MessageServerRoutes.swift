import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// Message servers, their channels and their making, under every name the profile knows.
struct MessageServerRoutes {
  static let messaging = "/api/messaging"

  let world: World
  /// The most bytes of one message server.
  let byteLimit: Int

  /// Adds the routes.
  func add(to router: inout Router) {
    let profile = world.profile
    let base = MessageServerRoutes.messaging
    router.add(.get, base + "/central-servers", MessageServerContracts.list, listAsServers)
    router.add(.post, base + "/servers", MessageServerContracts.create, create)
    if profile.hasCurrentRoutes {
      router.add(.get, base + "/message-server/current", MessageServerContracts.current, current)
      router.add(.get, base + "/message-servers", MessageServerContracts.list, list)
      router.add(
        .get, base + "/message-servers/:messageServerId/channels",
        MessageServerContracts.channels, channels)
    }
    if profile.hasLegacyRoutes {
      router.add(
        .get, base + "/central-servers/:messageServerId/channels",
        MessageServerContracts.channels, channels)
    }
    if profile.managesAgentsByMessageServer {
      router.add(.post, base + "/message-servers", MessageServerContracts.create, create)
    }
    MessageServerMembers(world: world).add(to: &router)
  }

  private func list(_ call: Call) throws(Refusal) -> Answer {
    let both = world.profile.answersInEveryShape
    return .data(MessageServerList(servers: both ? servers : nil, messageServers: servers))
  }

  private func listAsServers(_ call: Call) throws(Refusal) -> Answer {
    let both = world.profile.answersInEveryShape
    return .data(MessageServerList(servers: servers, messageServers: both ? servers : nil))
  }

  private var servers: [MessageServerBody] { world.messageServers.values.map(\.publicBody) }

  private func current(_ call: Call) throws(Refusal) -> Answer {
    .data(CurrentMessageServer(messageServerID: Identifier.defaultMessageServer))
  }

  private func channels(_ call: Call) throws(Refusal) -> Answer {
    let id = call.parameter("messageServerId")
    guard Identifier.isUUID(id) else {
      let name = world.profile.naming == .legacy ? "serverId" : "messageServerId"
      throw .message(.badRequest, "Invalid \(name)")
    }
    return .data(ChannelList(channels: world.channels(of: id).map(\.publicBody)))
  }

  private func create(_ call: Call) throws(Refusal) -> Answer {
    let body = try call.body(destructuring: "name")
    guard let name = body["name"], name.isTruthy, let type = body["sourceType"], type.isTruthy
    else { throw .message(.badRequest, "Missing required fields: name, sourceType") }
    guard world.messageServers.count < world.retention.messageServers else {
      throw .message(
        .internalServerError, "Failed to create server",
        details: "There are at most \(world.retention.messageServers) message servers.")
    }
    let server = MessageServer(
      id: chosenID(body) ?? world.ids.next(), name: MessageContent(name).text,
      sourceType: MessageContent(type).text, sourceID: body["sourceId"]?.stringValue,
      metadata: body["metadata"].map(StoredJSON.init), createdAt: world.clock.now)
    try keep(server)
    return .data(MessageServerCreated(server: server.publicBody), .created)
  }

  private func keep(_ server: MessageServer) throws(Refusal) {
    let others = world.messageServers.values.reduce(0) { $0 + $1.byteCount }
    let bound = ByteBound(
      kind: "A message server", one: byteLimit, all: world.retention.metadataBytes)
    if let excess = bound.excess(of: server.byteCount, beside: others) {
      throw .message(.internalServerError, "Failed to create server", details: excess)
    }
    world.add(server)
  }

  /// Some clients make a message server under their user's id.
  private func chosenID(_ body: JSON) -> String? {
    guard world.profile.isLenient, let id = body["id"]?.stringValue, Identifier.isUUID(id),
      world.messageServers[id] == nil
    else { return nil }
    return id
  }
}
