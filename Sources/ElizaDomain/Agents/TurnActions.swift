import ElizaModel
import JSON

/// The actions of one turn: those a plan reports, and those that its replies name.
struct TurnActions {
  private unowned let stage: any TurnStage
  private let world: World
  /// The ids under which unfinished actions are shown, by name.
  private var open: [String: String] = [:]
  private var reportsActions = false

  init(stage: any TurnStage, world: World) {
    self.stage = stage
    self.world = world
  }

  /// Takes a report; an end without a beginning gets one.
  mutating func advance(_ action: AgentAction, of turn: AgentTurn) {
    reportsActions = true
    report(action, of: turn)
  }

  /// Shows an action from beginning to end.
  mutating func show(_ name: String, thought: String? = nil, result: JSON, of turn: AgentTurn) {
    guard showsNamed(of: turn) else { return }
    report(AgentAction(name, thought: thought), of: turn)
    report(AgentAction(name, .completed, thought: thought, result: result), of: turn)
  }

  /// Begins the first action that a reply names.
  mutating func beginFirst(of reply: AgentReply, of turn: AgentTurn) {
    guard let name = shown(reply, of: turn).first else { return }
    report(AgentAction(name, thought: reply.thought), of: turn)
  }

  /// Ends the first action that a reply names, which the reply is the result of.
  ///
  /// Returns the id under which the reply must be stored, if there must be one.
  mutating func showFirst(
    of reply: AgentReply, id: String?, of turn: AgentTurn
  ) -> String? {
    guard let name = shown(reply, of: turn).first else { return id }
    let id = id ?? world.ids.next()
    if open[name] == nil { report(AgentAction(name, thought: reply.thought), of: turn) }
    let result = name == "REPLY" ? replyResult(reply, id: id) : plainResult(name, reply.text)
    report(AgentAction(name, .completed, thought: reply.thought, result: result), of: turn)
    return id
  }

  /// Shows the other actions that a reply names.
  mutating func showRest(of reply: AgentReply, of turn: AgentTurn) {
    for name in shown(reply, of: turn).dropFirst() {
      show(name, thought: reply.thought, result: plainResult(name, "\(name) done"), of: turn)
    }
  }

  private mutating func report(_ action: AgentAction, of turn: AgentTurn) {
    if open[action.name] == nil, action.status != .executing {
      report(AgentAction(action.name, thought: action.thought), of: turn)
    }
    let known = open[action.name]
    let id = stage.show(action, id: known, of: turn) ?? known ?? world.ids.next()
    open[action.name] = action.status == .executing ? id : nil
    if known == nil {
      turn.run.note(.actionStarted(name: action.name, id: id), at: world.clock.now)
    }
    guard action.status != .executing else { return }
    turn.run.note(
      .actionCompleted(
        name: action.name, id: id, succeeded: action.status == .completed,
        result: action.shownResult), at: world.clock.now)
  }

  /// A plain reply is no action on real servers; one without text is.
  private func shown(_ reply: AgentReply, of turn: AgentTurn) -> [String] {
    guard showsNamed(of: turn) else { return [] }
    guard reply.actions.isEmpty || reply.actions == ["REPLY"] else { return reply.actions }
    return reply.isBlank ? ["REPLY"] : []
  }

  private func showsNamed(of turn: AgentTurn) -> Bool {
    !reportsActions && stage.showsNamedActions(of: turn)
  }

  private func plainResult(_ name: String, _ text: String) -> JSON {
    [
      "success": true, "text": .string(text), "values": [:],
      "data": ["actionName": .string(name)],
    ]
  }

  private func replyResult(_ reply: AgentReply, id: String) -> JSON {
    let thought = JSON.string(reply.thought ?? "")
    let text = JSON.string(reply.text)
    var response: JSONObject = ["thought": thought, "text": text, "actions": ["REPLY"]]
    if world.profile.streamsChunks { response["responseId"] = .string(id) }
    return [
      "text": .string("Generated reply: \(reply.text)"),
      "values": [
        "success": true, "responded": true, "lastReply": text,
        "lastReplyTime": JSON(world.clock.now.milliseconds), "thoughtProcess": thought,
      ],
      "data": [
        "actionName": "REPLY", "response": .object(response), "thought": thought,
        "messageGenerated": true,
      ],
      "success": true,
    ]
  }
}
