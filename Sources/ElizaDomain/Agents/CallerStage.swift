import JSON

/// A turn whose answer goes to a caller that waits for it by HTTP.
///
/// The room hears nothing, and turns of other messages do not matter. Real servers do not store the
/// reply either; a lenient profile does, since clients look for it in the history all the same.
final class CallerStage: TurnStage {
  /// Told about everything that happens in the turn.
  var onEvent: ((AgentEvent) -> Void)?
  /// Told when the turn is over, however it ended.
  var onEnd: (() -> Void)?

  private let receiver: any ReplyReceiver
  private var said: [AgentReply] = []
  private var lastID: String?
  private var isAnswered = false
  private let world: World
  private var turn: AgentTurn?

  init(_ receiver: any ReplyReceiver, world: World) {
    self.receiver = receiver
    self.world = world
  }

  var defaultPace: StreamPace? { wantsChunks ? StreamPace() : nil }

  var wantsChunks: Bool { receiver.wantsChunks }

  /// Starts the turn; the stage lives until it is over.
  func begin(_ prompt: AgentPrompt, plan: ReplyPlan, progress: MessageProgress) {
    let turn = AgentTurn(prompt, plan: plan, progress: progress, stage: self, world: world)
    self.turn = turn
    receiver.onCallerLeft = { [weak self] in self?.callerLeft() }
    onEvent?(.thinking(agent: prompt.agent, about: prompt.incoming, by: plan.source))
    turn.begin()
  }

  func maySpeak(_ turn: AgentTurn) -> Bool { true }

  func chunk(_ text: String, index: Int, messageID: String, of turn: AgentTurn) {
    receiver.replyChunk(text, index: index, messageID: messageID)
  }

  func take(_ reply: AgentReply, id: String?, of turn: AgentTurn) -> Silence? {
    if !reply.isPersons { said.append(reply) }
    let prompt = turn.prompt
    let channel = prompt.incoming.channel
    var stored: StoredMessage?
    if world.profile.storesCallerReplies, !channel.isDeleted {
      stored = world.store(StoredReply(reply, prompt).draft(id: id), in: channel)
    }
    let replyID = stored?.id ?? id ?? world.ids.next()
    if !reply.isPersons {
      lastID = replyID
      turn.run.remember(reply, id: replyID, at: world.clock.now)
      world.tallies.replied += 1
    }
    onEvent?(
      .replied(
        agent: prompt.agent, to: prompt.incoming, text: reply.text, stored: stored, by: turn.source)
    )
    return nil
  }

  func show(_ action: AgentAction, id: String?, of turn: AgentTurn) -> String? { nil }

  func showsNamedActions(of turn: AgentTurn) -> Bool { false }

  func thinks(_ turn: AgentTurn) {}

  func completed(_ turn: AgentTurn) {
    guard !isAnswered else { return }
    isAnswered = true
    receiver.onCallerLeft = nil
    receiver.replyFinished(content(answering: turn.prompt.incoming))
  }

  func finished(_ turn: AgentTurn, reason: Silence?, status: Int?) {
    let incoming = turn.prompt.incoming
    if let reason {
      onEvent?(.silent(agent: turn.prompt.agent, to: incoming, reason: reason, by: turn.source))
    }
    end()
    guard !isAnswered else { return }
    isAnswered = true
    if case .failed(let why) = reason {
      receiver.replyFailed(why, status: status)
    } else {
      receiver.replyFinished(content(answering: incoming))
    }
  }

  /// The server stops or is reset: the caller hears so in place of a reply.
  func breakOff(_ reason: Silence) {
    guard giveUp(reason), !isAnswered else { return }
    isAnswered = true
    receiver.replyFailed(reason.description, status: nil)
  }

  private func callerLeft() {
    giveUp(.callerLeft)
  }

  @discardableResult
  private func giveUp(_ reason: Silence) -> Bool {
    guard let turn else { return false }
    turn.cancel()
    onEvent?(
      .silent(agent: turn.prompt.agent, to: turn.prompt.incoming, reason: reason, by: turn.source))
    end()
    return true
  }

  private func end() {
    receiver.onCallerLeft = nil
    turn = nil
    onEnd?()
    onEnd = nil
  }

  /// Several replies become one content: their texts as paragraphs, the rest of the last.
  private func content(answering incoming: IncomingMessage) -> StoredJSON? {
    guard let last = said.last else { return nil }
    var content: JSONObject = [:]
    content["thought"] = last.thought.map(JSON.string)
    content["actions"] = .array(last.actions.map(JSON.string))
    content["providers"] = []
    content["text"] = .string(said.map(\.text).joined(separator: "\n\n"))
    if !last.attachments.isEmpty { content["attachments"] = .array(last.attachments) }
    content["simple"] = true
    content["responseId"] = .string(lastID ?? world.ids.next())
    content["inReplyTo"] = .string(incoming.message.id)
    return StoredJSON(.object(content))
  }
}
