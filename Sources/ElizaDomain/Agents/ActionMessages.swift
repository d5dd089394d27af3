import ElizaModel
import JSON

/// The `agent_action` messages of a turn: stored, shown to the room, and changed under the same id.
struct ActionMessages {
  let world: World
  let turn: AgentTurn

  private var channel: Channel { turn.prompt.incoming.channel }
  private var agent: Agent { turn.prompt.agent }

  /// Shows that an action has begun and returns its id.
  func start(_ action: AgentAction) -> String {
    let id = world.ids.next()
    let raw = startBody(action, id: id)
    let message = world.store(
      MessageDraft(
        id: id, authorID: agent.id, content: .text(action.text ?? running(action)),
        body: .parts(raw: StoredJSON(raw), metadata: StoredJSON(metadata)),
        sourceType: MessageSource.agentAction,
        inReplyTo: turn.prompt.incoming.isOccasion ? nil : turn.prompt.incoming.message.id),
      in: channel)
    broadcast(message, raw, messageServerID: channel.messageServerID)
    return id
  }

  /// Shows how an action goes on or has ended; nothing happens when its message is gone.
  func update(_ action: AgentAction, id: String) {
    var change = MessageChange()
    let raw = endBody(action, id: id)
    change.content = (action.text ?? ending(action)).map { .text($0) }
    change.raw = StoredJSON(raw)
    guard let message = world.updateMessage(id, change) else { return }
    broadcast(
      message, raw,
      messageServerID: world.profile.isLenient ? channel.messageServerID : nil)
  }

  private func broadcast(_ message: StoredMessage, _ raw: JSON, messageServerID: String?) {
    RoomBroadcast(world: world).agentAction(
      message, in: channel, raw: raw, metadata: metadata, messageServerID: messageServerID)
  }

  private func running(_ action: AgentAction) -> String { "Executing action: \(action.name)" }

  /// From 1.7 on the text stays as it was.
  private func ending(_ action: AgentAction) -> String? {
    guard world.profile.changesActionText, action.status != .executing else { return nil }
    return "Action \(action.name) \(action.status.rawValue)"
  }

  private func startBody(_ action: AgentAction, id: String) -> JSON {
    var raw = beginning(of: action, text: action.text ?? running(action))
    if !world.profile.changesActionText { raw["actionId"] = .string(id) }
    raw["actionStatus"] = .string(action.status.rawValue)
    raw["actionId"] = .string(id)
    if world.profile.changesActionText { raw["runId"] = .string(turn.run.id) }
    raw["type"] = "agent_action"
    raw["runId"] = .string(turn.run.id)
    raw["source"] = source
    return .object(raw)
  }

  private func endBody(_ action: AgentAction, id: String) -> JSON {
    let result = action.status == .executing ? nil : action.shownResult
    guard world.profile.changesActionText else { return newEndBody(action, result, id: id) }
    var raw = beginning(of: action, text: action.text ?? ending(action) ?? running(action))
    raw["actionStatus"] = .string(action.status.rawValue)
    raw["actionId"] = .string(id)
    raw["type"] = "agent_action"
    raw["actionResult"] = result
    raw["source"] = source
    return .object(raw)
  }

  /// From 1.7 on the end of an action does not repeat what its beginning said.
  private func newEndBody(_ action: AgentAction, _ result: JSON?, id: String) -> JSON {
    var raw = beginning(of: action, text: nil)
    if world.profile.isLenient { raw["actionId"] = .string(id) }
    raw["actionStatus"] = .string(action.status.rawValue)
    raw["actionResult"] = result
    raw["type"] = "agent_action"
    raw["text"] = .string(action.text ?? result?["text"]?.stringValue ?? "")
    return .object(raw)
  }

  private func beginning(of action: AgentAction, text: String?) -> JSONObject {
    var raw: JSONObject = [:]
    raw["text"] = text.map(JSON.string)
    raw["thought"] = action.thought.map(JSON.string)
    raw["actions"] = [.string(action.name)]
    return raw
  }

  private var source: JSON? { turn.prompt.incoming.message.sourceType.map(JSON.string) }

  private var metadata: JSON {
    ["agent_id": .string(agent.id), "agentName": .string(agent.name)]
  }
}
