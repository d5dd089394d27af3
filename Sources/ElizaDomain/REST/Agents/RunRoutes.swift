import Bytes
import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// What agents did: their runs, logs and panels.
struct RunRoutes {
  let world: World
  let sha1: (Span<UInt8>) -> [UInt8]

  /// Adds the routes.
  func add(to router: inout Router) {
    let one = AgentRoutes.base + "/:agentId"
    router.add(.get, one + "/panels", RunContracts.panels, panels)
    router.add(.get, one + "/logs", RunContracts.logs, logs)
    router.add(.delete, one + "/logs/:logId", RunContracts.deleteLog, deleteLog)
    guard world.profile.hasRuns else { return }
    router.add(.get, one + "/runs", RunContracts.list, list)
    router.add(.get, one + "/runs/:runId", RunContracts.details, details)
  }

  /// Panels belong to plugins, of which there are none.
  private func panels(_ call: Call) throws(Refusal) -> Answer {
    _ = try call.runningAgentView(world, sha1)
    return .data([])
  }

  private func list(_ call: Call) throws(Refusal) -> Answer {
    let view = try call.runningAgentView(world, sha1)
    let room = try roomID(call)
    let limit = call.query["limit"].flatMap(JavaScript.parseInt) ?? 20
    let count = Int(min(max(limit, 1), 100))
    let found = view.runs.filter { run in
      (room == nil || view.id(for: run.channelID) == room) && isWanted(run, call)
    }
    let shown = found.prefix(count).map { run in
      RunView(run: run, view: view).body(showsDuration: world.profile.isLenient)
    }
    return .data([
      "runs": .array(shown.map(\.json)), "total": JSON(found.count),
      "hasMore": .bool(found.count > count),
    ])
  }

  private func isWanted(_ run: Run, _ call: Call) -> Bool {
    let start = Double(run.startedAt.milliseconds)
    if let status = call.queryValue("status"), RunRoutes.statuses.contains(status),
      status != run.status.rawValue
    {
      return false
    }
    if let from = call.query["from"].flatMap(JavaScript.parseInt), start < from { return false }
    if let to = call.query["to"].flatMap(JavaScript.parseInt), start > to { return false }
    return true
  }

  private static let statuses = ["started", "completed", "timeout", "error"]

  /// A run nobody knows is no error to a real server.
  private func details(_ call: Call) throws(Refusal) -> Answer {
    let complaint = "Invalid agent or run ID format"
    let view = try call.runningAgentView(world, sha1, complaint: complaint)
    let id = call.parameter("runId")
    guard Identifier.isUUID(id) else { throw .coded(.badRequest, "INVALID_ID", complaint) }
    _ = try roomID(call)
    guard let run = view.runs.first(where: { $0.id == id }) else {
      return .data(["summary": RunBody(id: id, status: "started").json, "events": []])
    }
    let shown = RunView(run: run, view: view)
    return .data([
      "summary": shown.body(showsDuration: true).json, "events": .array(shown.events),
    ])
  }

  private func logs(_ call: Call) throws(Refusal) -> Answer {
    let view = try call.runningAgentView(world, sha1)
    let room = try roomID(call)
    let found = view.runs.flatMap { RunView(run: $0, view: view).logs.reversed() }
      .filter { isWanted($0, room: room, call) }
    let count = max(call.query["count"].flatMap(JavaScript.parseInt) ?? 10, 0)
    let offset = max(call.query["offset"].flatMap(JavaScript.parseInt) ?? 0, 0)
    let shown = found.dropFirst(Int(min(offset, Double(found.count))))
      .prefix(Int(min(count, Double(found.count))))
    return .data(.array(shown.map(\.json)))
  }

  /// Up to 1.6.4 only what is about the agent itself is found.
  private func isWanted(_ log: AgentLogBody, room: String?, _ call: Call) -> Bool {
    if world.profile.derivesEntities, log.entityID != call.parameter("agentId") { return false }
    if let room, log.roomID != room { return false }
    if let type = call.queryValue("type"), type != log.type { return false }
    let model = log.body["modelType"]?.stringValue?.lowercased() ?? ""
    return !call.query.values(of: "excludeTypes").contains { excluded in
      excluded == log.type || (!excluded.isEmpty && model.contains(excluded.lowercased()))
    }
  }

  private func deleteLog(_ call: Call) throws(Refusal) -> Answer {
    let complaint = "Invalid agent or log ID format"
    let view = try call.runningAgentView(world, sha1, complaint: complaint)
    let id = call.parameter("logId")
    guard Identifier.isUUID(id) else { throw .coded(.badRequest, "INVALID_ID", complaint) }
    for run in view.runs {
      if let place = run.logPlace(id) { run.deletedLogs.insert(place) }
    }
    return .empty(.noContent)
  }

  private func roomID(_ call: Call) throws(Refusal) -> String? {
    guard let id = call.queryValue("roomId") else { return nil }
    guard Identifier.isUUID(id) else {
      throw .coded(.badRequest, "INVALID_ID", "Invalid room ID format")
    }
    return id
  }
}
