import HTTP1

/// The old route names of the one release that kept them and forgot what they lead to.
struct BrokenRoutes {
  /// Adds the routes.
  func add(to router: inout Router) {
    let channel = ChannelRoutes.legacy + "/:channelId"
    router.add(.post, ChannelRoutes.legacy, fail)
    for path in ["", "/messages"] { router.add(.delete, channel + path, fail) }
    for path in ["/messages", "/agents", "/generate-title"] {
      router.add(.post, channel + path, fail)
    }
    for path in ["/messages", "/details", "/participants", "/agents"] {
      router.add(.get, channel + path, fail)
    }
    router.add(.patch, channel, fail)
    router.add(.delete, channel + "/messages/:messageId", fail)
    router.add(.delete, channel + "/agents/:agentId", fail)
    router.add(.get, "/api/messaging/central-servers/:messageServerId/channels", fail)
  }

  private func fail(_ call: Call) throws(Refusal) -> Answer {
    throw .uncaught("argument callback is required")
  }
}
