import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// Health, version and the other things a server says about itself.
struct ServerRoutes {
  let world: World

  /// Adds the routes.
  func add(to router: inout Router) {
    if world.profile.hasHealthPages {
      router.add(.get, "/healthz", ServerContracts.healthz, healthz)
      router.add(.get, "/health", ServerContracts.health, health)
    }
    router.add(.get, "/api/server/ping", ServerContracts.ping, ping)
    router.add(.get, "/api/server/hello", ServerContracts.hello, hello)
    router.add(.get, "/api/server/status", ServerContracts.status, status)
    router.add(.get, "/api/server/health", ServerContracts.serverHealth, serverHealth)
    router.add(.get, "/api/server/debug/servers", ServerContracts.messageServers, messageServers)
    router.add(.post, "/api/server/stop", ServerContracts.stop, stop)
    router.add(.get, "/api/system/version", ServerContracts.version, version)
    if world.profile.release >= .v1_6_5 {
      router.add(.get, "/api/system/config", ServerContracts.config, config)
    }
  }

  private func healthz(_ call: Call) throws(Refusal) -> Answer {
    .body(ServerHealth(status: "ok", timestamp: world.clock.now))
  }

  private func health(_ call: Call) throws(Refusal) -> Answer {
    var body = report(agentCount > 0 ? "OK" : "DEGRADED")
    body.agentCount = agentCount
    return .body(body, healthStatus)
  }

  private func serverHealth(_ call: Call) throws(Refusal) -> Answer {
    .body(report("OK"), healthStatus)
  }

  private func report(_ status: String) -> ServerHealth {
    ServerHealth(
      status: status, version: "unknown", timestamp: world.clock.now,
      dependencies: ["agents": agentCount > 0 ? "healthy" : "no_agents"])
  }

  private func ping(_ call: Call) throws(Refusal) -> Answer {
    .body(ServerPing(pong: true, timestamp: world.clock.now))
  }

  private func hello(_ call: Call) throws(Refusal) -> Answer {
    .body(["message": "Hello World!"])
  }

  private func status(_ call: Call) throws(Refusal) -> Answer {
    .body(ServerStatus(status: "ok", agentCount: agentCount, timestamp: world.clock.now))
  }

  /// The host ends the server once the answer is on its way.
  private func stop(_ call: Call) throws(Refusal) -> Answer {
    world.onStopRequested?()
    return .body(["message": "Server stopping..."])
  }

  private func messageServers(_ call: Call) throws(Refusal) -> Answer {
    let list = MessageServerList(servers: world.messageServers.values.map(\.publicBody))
    return .body(
      Outcome(),
      adding: [
        "servers": list.json["servers"] ?? [], "count": JSON(world.messageServers.count),
      ])
  }

  private func version(_ call: Call) throws(Refusal) -> Answer {
    .body(
      ServerVersion(
        version: world.profile.release.rawValue, source: "server", timestamp: world.clock.now,
        environment: "development", uptime: world.uptime))
  }

  private func config(_ call: Call) throws(Refusal) -> Answer {
    .data(["requiresAuth": false])
  }

  private var agentCount: Int { world.agents.values.count { $0.status == .active } }

  private var healthStatus: HTTPStatus { agentCount > 0 ? .ok : .serviceUnavailable }
}
