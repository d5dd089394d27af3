import ElizaModel
import JSON

/// A run as clients see it: in the list, in detail, and as entries of the agent's log.
struct RunView {
  let run: Run
  let view: AgentView

  private var messageID: String { view.id(for: run.message.id) }
  private var roomID: String { view.id(for: run.channelID) }
  private var entityID: String { view.entityID(run) }

  /// The run without its events; real servers leave the duration of the list empty.
  func body(showsDuration: Bool) -> RunBody {
    var body = RunBody(id: run.id, status: run.status.rawValue)
    body.startedAt = run.startedAt
    body.endedAt = run.endedAt
    if showsDuration { body.durationMilliseconds = duration }
    body.messageID = messageID
    body.roomID = roomID
    body.entityID = entityID
    for event in run.events {
      switch event.kind {
      case .modelUsed: body.counts.modelCalls += 1
      case .actionCompleted: body.counts.actions += 1
      case .actionStarted: break
      }
    }
    if run.status == .error { body.counts.errors += 1 }
    return body
  }

  private var duration: Int? {
    run.endedAt.map { Int(clamping: run.startedAt.milliseconds(to: $0)) }
  }

  /// The events, oldest first.
  var events: [JSON] {
    var events = [
      event(
        "RUN_STARTED", run.startedAt,
        ["source": "messageHandler", "messageId": .string(messageID)])
    ]
    events += run.events.map(event)
    guard let end = run.endedAt else { return events }
    var data: JSONObject = ["status": .string(run.status.rawValue)]
    data["error"] = run.failure.map(JSON.string)
    data["durationMs"] = duration.map { JSON($0) }
    return events + [event("RUN_ENDED", end, data)]
  }

  private func event(_ event: RunEvent) -> JSON {
    switch event.kind {
    case .modelUsed:
      return self.event(
        "MODEL_USED", event.moment,
        [
          "modelType": "TEXT_LARGE", "provider": "eliza-mock",
          "executionTime": JSON(run.startedAt.milliseconds(to: event.moment)),
          "prompt": .string(run.message.content.text),
          "response": .string(run.replies.joined(separator: "\n\n")),
        ])
    case .actionStarted(let name, let id):
      return self.event(
        "ACTION_STARTED", event.moment,
        [
          "actionId": .string(id), "actionName": .string(name), "messageId": .string(messageID),
        ])
    case .actionCompleted(let name, let id, let succeeded, let result):
      return self.event(
        "ACTION_COMPLETED", event.moment,
        [
          "actionId": .string(id), "actionName": .string(name), "success": .bool(succeeded),
          "result": result, "promptCount": 0,
        ])
    }
  }

  private func event(_ type: String, _ moment: Timestamp, _ data: JSONObject) -> JSON {
    ["type": .string(type), "timestamp": JSON(moment.milliseconds), "data": .object(data)]
  }

  /// The entries of the run's log that were not deleted, oldest first.
  var logs: [AgentLogBody] {
    entries.enumerated().filter { !run.deletedLogs.contains($0.offset) }.map { place, entry in
      AgentLogBody(
        id: run.logID(place), createdAt: entry.moment, entityID: entry.entityID,
        body: .object(entry.body), type: entry.type, roomID: roomID)
    }
  }

  private typealias Entry = (moment: Timestamp, entityID: String, type: String, body: JSONObject)

  private var entries: [Entry] {
    var started = runBody
    started["status"] = "started"
    var entries: [Entry] = [(run.startedAt, entityID, "run_event", started)]
    entries += run.events.compactMap(entry)
    guard let end = run.endedAt else { return entries }
    var ended = runBody
    ended["status"] = .string(run.status.rawValue)
    ended["endTime"] = JSON(end.milliseconds)
    ended["duration"] = duration.map { JSON($0) }
    ended["error"] = run.failure.map(JSON.string)
    return entries + [(end, entityID, "run_event", ended)]
  }

  private var runBody: JSONObject {
    [
      "runId": .string(run.id), "roomId": .string(roomID), "source": "messageHandler",
      "entityId": .string(entityID), "messageId": .string(messageID),
      "startTime": JSON(run.startedAt.milliseconds),
    ]
  }

  private func entry(_ event: RunEvent) -> Entry? {
    switch event.kind {
    case .modelUsed:
      return (
        event.moment, run.agentID, "useModel:TEXT_LARGE",
        [
          "runId": .string(run.id), "modelType": "TEXT_LARGE", "modelKey": "TEXT_LARGE",
          "provider": "eliza-mock",
          "executionTime": JSON(run.startedAt.milliseconds(to: event.moment)),
          "prompt": .string(run.message.content.text),
          "response": .string(run.replies.joined(separator: "\n\n")),
          "timestamp": JSON(event.moment.milliseconds),
        ]
      )
    case .actionStarted: return nil
    case .actionCompleted(let name, let id, let succeeded, let result):
      return (
        event.moment, run.agentID, "action",
        [
          "runId": .string(run.id), "action": .string(name), "actionId": .string(id),
          "message": .string(run.message.content.text), "messageId": .string(messageID),
          "result": result, "success": .bool(succeeded),
        ]
      )
    }
  }
}
