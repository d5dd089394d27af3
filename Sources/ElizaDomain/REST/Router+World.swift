import HTTP1

extension Router {
  /// A body may have `bodyLimit` bytes and what is made of several no more, and a file that is uploaded
  /// `uploadLimit`; `sha1` derives the ids of agents from their names.
  init(
    world: World, bodyLimit: Int = RESTConfiguration.defaultBodyLimit,
    uploadLimit: Int = MultipartLimits().fileBytes,
    sha1: @escaping (Span<UInt8>) -> [UInt8]
  ) {
    self.init()
    if world.profile.hasSessionLifetime {
      SessionResource(world: world).add(to: &self)
    } else {
      LegacySessionResource(world: world).add(to: &self)
    }
    ChannelRoutes(world: world).add(to: &self)
    MessageServerRoutes(world: world, byteLimit: bodyLimit).add(to: &self)
    AgentPosts(world: world).add(to: &self)
    if world.profile.hasJobs { JobRoutes(world: world).add(to: &self) }
    MediaUploads(world: world, limit: uploadLimit).add(to: &self)
    MediaDownloads(world: world).add(to: &self)
    AgentRoutes(world: world, byteLimit: bodyLimit, sha1: sha1).add(to: &self)
    RunRoutes(world: world, sha1: sha1).add(to: &self)
    MemoryRoutes(world: world, sha1: sha1).add(to: &self)
    RoomRoutes(world: world, sha1: sha1).add(to: &self)
    GroupRoutes(world: world, sha1: sha1).add(to: &self)
    WorldRoutes(world: world, byteLimit: bodyLimit).add(to: &self)
    AudioRoutes(world: world).add(to: &self)
    TranscriptRoutes(world: world, limit: uploadLimit).add(to: &self)
    ServerRoutes(world: world).add(to: &self)
    LogRoutes(world: world).add(to: &self)
    EnvironmentRoutes(world: world).add(to: &self)
    if world.profile.hasBrokenLegacyRoutes { BrokenRoutes().add(to: &self) }
  }
}
