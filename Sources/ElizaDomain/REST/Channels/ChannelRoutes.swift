import ElizaModel
import HTTP1
import JSON

/// Everything under `/api/messaging/channels` and its older name `central-channels`.
struct ChannelRoutes {
  static let current = "/api/messaging/channels"
  static let legacy = "/api/messaging/central-channels"

  let world: World

  /// Adds the routes under every name the profile knows.
  func add(to router: inout Router) {
    if world.profile.hasCurrentRoutes { addAll(to: &router, ChannelRoutes.current) }
    if world.profile.hasLegacyRoutes { addAll(to: &router, ChannelRoutes.legacy) }
    if !world.profile.hasCurrentRoutes {
      router.add(
        .post, ChannelRoutes.current, ChannelContracts.createRaw,
        RawChannelCreation(world: world).create)
    }
    router.add(
      .get, "/api/messaging/dm-channel", ChannelContracts.direct,
      DirectChannels(world: world).findOrMake)
  }

  private func addAll(to router: inout Router, _ base: String) {
    let one = base + "/:channelId"
    router.add(
      .post, base, ChannelContracts.create(world.profile), ChannelCreation(world: world).create)
    ChannelMessages(world: world).add(to: &router, one + "/messages")
    ChannelMembers(world: world).add(to: &router, one)
    ChannelChanges(world: world).add(to: &router, one)
    if world.profile.isLenient { router.add(.get, base, ChannelContracts.list, list) }
  }

  /// No real server lists all channels, yet clients ask for it.
  private func list(_ call: Call) throws(Refusal) -> Answer {
    let channels = world.channels.values.sorted { $0.sequence < $1.sequence }
    return .data(ChannelList(channels: channels.map(\.publicBody)))
  }
}

extension World {
  /// Refuses ids that cannot be a channel's: what is no UUID must at least be one that exists.
  func requireChannelID(_ id: String, otherwise text: String) throws(Refusal) {
    guard Identifier.isUUID(id) || channel(inRoom: id) != nil else {
      throw .message(.badRequest, text)
    }
  }
}
