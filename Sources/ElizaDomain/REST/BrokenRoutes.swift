import HTTP1

/// The old route names of the one release that kept them and forgot what they lead to.
struct BrokenRoutes {
  /// Adds the routes.
  func add(to router: inout Router) {
    let channel = ChannelRoutes.legacy + "/:channelId"
    router.add(.post, ChannelRoutes.legacy, contract, fail)
    for path in ["", "/messages"] { router.add(.delete, channel + path, contract, fail) }
    for path in ["/messages", "/agents", "/generate-title"] {
      router.add(.post, channel + path, contract, fail)
    }
    for path in ["/messages", "/details", "/participants", "/agents"] {
      router.add(.get, channel + path, contract, fail)
    }
    router.add(.patch, channel, contract, fail)
    router.add(.delete, channel + "/messages/:messageId", contract, fail)
    router.add(.delete, channel + "/agents/:agentId", contract, fail)
    router.add(
      .get, "/api/messaging/central-servers/:messageServerId/channels", contract, fail)
  }

  private let contract = Contract(
    "Fails: an old name that this release kept and forgot", tier: .rare, section: "4.1",
    refuses: .handler(500))

  private func fail(_ call: Call) throws(Refusal) -> Answer {
    throw .uncaught("argument callback is required")
  }
}
