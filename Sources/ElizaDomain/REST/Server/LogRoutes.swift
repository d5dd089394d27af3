import ElizaModel
import HTTP1
import JSON

/// `/api/server/logs`: the server's own log.
struct LogRoutes {
  let world: World

  /// Adds the routes.
  func add(to router: inout Router) {
    let path = "/api/server/logs"
    router.add(.get, path, ServerContracts.logs, list)
    router.add(.post, path, ServerContracts.logs, list)
    router.add(.delete, path, ServerContracts.clearLogs, clear)
  }

  /// The query alone counts, of POST too.
  private func list(_ call: Call) throws(Refusal) -> Answer {
    .body(
      LogQuery(call, now: world.clock.now)
        .answer(world.log.entries, namesAgents: world.profile.namesAgentsInLogs))
  }

  private func clear(_ call: Call) throws(Refusal) -> Answer {
    world.log.removeAll()
    return .body(["status": "success", "message": "Logs cleared successfully"])
  }
}
