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
      router.add(.get, "/healthz", healthz)
      router.add(.get, "/health", health)
    }
    router.add(.get, "/api/server/ping", ping)
    router.add(.get, "/api/server/hello", hello)
    router.add(.get, "/api/server/status", status)
    router.add(.get, "/api/server/health", serverHealth)
    router.add(.get, "/api/server/debug/servers", messageServers)
    router.add(.get, "/api/system/version", version)
    if world.profile.release >= .v1_6_5 { router.add(.get, "/api/system/config", config) }
  }

  private func healthz(_ call: Call) throws(Refusal) -> Answer {
    .json(.ok, ["status": "ok", "timestamp": now])
  }

  private func health(_ call: Call) throws(Refusal) -> Answer {
    let isHealthy = agentCount > 0
    return .json(
      isHealthy ? .ok : .serviceUnavailable,
      [
        "status": isHealthy ? "OK" : "DEGRADED", "version": "unknown", "timestamp": now,
        "dependencies": dependencies, "agentCount": JSON(agentCount),
      ])
  }

  private func serverHealth(_ call: Call) throws(Refusal) -> Answer {
    .json(
      agentCount > 0 ? .ok : .serviceUnavailable,
      [
        "status": "OK", "version": "unknown", "timestamp": now, "dependencies": dependencies,
      ])
  }

  private func ping(_ call: Call) throws(Refusal) -> Answer {
    .json(.ok, ["pong": true, "timestamp": JSON(world.clock.now.milliseconds)])
  }

  private func hello(_ call: Call) throws(Refusal) -> Answer {
    .json(.ok, ["message": "Hello World!"])
  }

  private func status(_ call: Call) throws(Refusal) -> Answer {
    .json(.ok, ["status": "ok", "agentCount": JSON(agentCount), "timestamp": now])
  }

  private func messageServers(_ call: Call) throws(Refusal) -> Answer {
    .json(
      .ok,
      [
        "success": true, "servers": .array(world.messageServers.values.map(\.json)),
        "count": JSON(world.messageServers.count),
      ])
  }

  private func version(_ call: Call) throws(Refusal) -> Answer {
    .json(
      .ok,
      [
        "version": .string(world.profile.release.rawValue), "source": "server",
        "timestamp": now, "environment": "development", "uptime": JSON(world.uptime),
      ])
  }

  private func config(_ call: Call) throws(Refusal) -> Answer {
    .data(["requiresAuth": false])
  }

  private var now: JSON { .string(world.clock.now.isoText) }

  private var agentCount: Int { world.agents.values.count { $0.status == .active } }

  private var dependencies: JSON { ["agents": agentCount > 0 ? "healthy" : "no_agents"] }
}
