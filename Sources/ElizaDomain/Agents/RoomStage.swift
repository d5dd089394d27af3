import DequeModule

/// Turns that speak into channels: one lane for each agent in each channel.
///
/// Only the first turn of a lane speaks. In the lenient profile later turns think meanwhile and follow
/// in order; in the numbered profiles a later turn takes the place of the one before it.
final class RoomStage: TurnStage {
  private struct Lane: Hashable {
    let agentID: String
    let channelID: String

    init(_ prompt: AgentPrompt) {
      agentID = prompt.agent.id
      channelID = prompt.incoming.channel.id
    }
  }

  /// Told about everything that happens in a turn.
  var onEvent: ((AgentEvent) -> Void)?

  /// The number of turns that are not over.
  private(set) var turnCount = 0

  private let world: World
  private let announcer: ReplyAnnouncer
  private var lanes: [Lane: Deque<AgentTurn>] = [:]
  /// The lanes in which a turn is being resumed, and whether one of theirs has finished meanwhile.
  private var resuming: [Lane: Bool] = [:]

  init(world: World) {
    self.world = world
    announcer = ReplyAnnouncer(world: world)
  }

  var defaultPace: StreamPace? {
    world.profile.streamsChunks && !world.profile.isLenient ? StreamPace() : nil
  }

  var wantsChunks: Bool { world.profile.streamsChunks }

  /// Starts a turn, visibly.
  func begin(_ prompt: AgentPrompt, plan: ReplyPlan, progress: MessageProgress) {
    let lane = Lane(prompt)
    var superseded = SupersededMessages()
    let isMessage = !prompt.incoming.isOccasion
    if isMessage, !world.profile.isLenient, let older = lanes[lane]?.popFirst() {
      superseded = older.handOverMessages()
      supersede(older)
      resumeSoon(lane)
    }
    let turn = AgentTurn(
      prompt, plan: plan, progress: progress, superseded: superseded, stage: self, world: world)
    lanes[lane, default: []].append(turn)
    turnCount += 1
    if isMessage {
      if plan.beginsVisibly {
        announcer.thinking(prompt)
        turn.isVisiblyBusy = true
      }
      onEvent?(.thinking(agent: prompt.agent, about: prompt.incoming, by: plan.source))
    }
    turn.begin()
  }

  /// Drops every turn that is not over, as when the world ends.
  func cancelAll() {
    for turns in lanes.values { turns.forEach { $0.cancel() } }
    lanes = [:]
    turnCount = 0
  }

  private func supersede(_ turn: AgentTurn) {
    turn.cancel()
    turnCount -= 1
    report(.superseded, turn)
  }

  /// Lets the turn go on that stood behind one which was dropped.
  ///
  /// It does so in scenario time: nothing is said within the call that brings a message.
  private func resumeSoon(_ lane: Lane) {
    guard lanes[lane]?.isEmpty == false else { return }
    world.clock.schedule(after: .zero) { [weak self] in self?.resumeNext(in: lane) }
  }

  func maySpeak(_ turn: AgentTurn) -> Bool {
    lanes[Lane(turn.prompt)]?.first === turn
  }

  func chunk(_ text: String, index: Int, messageID: String, of turn: AgentTurn) {
    announcer.chunk(text, index: index, messageID: messageID, turn.prompt)
  }

  func take(_ reply: AgentReply, id: String?, of turn: AgentTurn) -> Silence? {
    let prompt = turn.prompt
    guard !prompt.incoming.channel.isDeleted else { return .channelDeleted }
    let message = world.store(
      StoredReply(reply, prompt).draft(id: id), in: prompt.incoming.channel)
    if !reply.isPersons {
      turn.run.remember(reply, id: message.id, at: message.createdAt)
      world.tallies.replied += 1
    }
    announcer.reply(reply, stored: message, prompt)
    onEvent?(
      .replied(
        agent: prompt.agent, to: prompt.incoming, text: reply.text, stored: message,
        by: turn.source))
    return nil
  }

  func show(_ action: AgentAction, id: String?, of turn: AgentTurn) -> String? {
    guard showsActions(of: turn), !turn.prompt.incoming.channel.isDeleted else { return nil }
    let messages = ActionMessages(world: world, turn: turn)
    guard let id else { return messages.start(action) }
    messages.update(action, id: id)
    return id
  }

  func showsNamedActions(of turn: AgentTurn) -> Bool {
    !world.profile.isLenient && showsActions(of: turn)
  }

  /// Real servers show actions to the stock page only, whose direct chats go by this name.
  private func showsActions(of turn: AgentTurn) -> Bool {
    world.profile.hasActionMessages
      && (world.profile.isLenient
        || turn.prompt.incoming.message.sourceType == MessageSource.directChat)
  }

  func thinks(_ turn: AgentTurn) {
    announcer.thinkingAgain(turn.prompt)
  }

  func completed(_ turn: AgentTurn) {
    announceEnd(of: turn)
  }

  func finished(_ turn: AgentTurn, reason: Silence?, status: Int?) {
    let lane = Lane(turn.prompt)
    if lanes[lane]?.first === turn { lanes[lane]?.removeFirst() }
    turnCount -= 1
    if let reason { report(reason, turn) }
    if case .failed(let why) = reason { announcer.failed(why, turn.prompt) }
    announceEnd(of: turn)
    resumeNext(in: lane)
  }

  /// Lets the turns that wait in a lane go on, one after another, up to one that takes its time.
  ///
  /// A turn that finishes while it is resumed comes back here. What follows it is left to the call under way:
  /// any number of turns may wait, and the stack must not grow by each.
  private func resumeNext(in lane: Lane) {
    guard resuming[lane] == nil else {
      resuming[lane] = true
      return
    }
    while let next = lanes[lane]?.first {
      resuming[lane] = false
      next.resume()
      guard resuming.removeValue(forKey: lane) == true else { return }
    }
    lanes[lane] = nil
  }

  /// Once for each turn; nothing is complete at an occasion, since nobody asked.
  private func announceEnd(of turn: AgentTurn) {
    guard !turn.isCompleted else { return }
    turn.isCompleted = true
    guard !turn.prompt.incoming.isOccasion else {
      if turn.wasVisiblyBusy { announcer.finished(turn.prompt) }
      return
    }
    let isComplete = turn.progress.agentFinished()
    let count = turn.superseded.agentFinished() + (isComplete ? 1 : 0)
    announcer.finished(turn.prompt)
    for _ in 0..<count { announcer.complete(turn.prompt.incoming) }
    if isComplete { announcer.unlockInput(turn.prompt) }
  }

  private func report(_ reason: Silence, _ turn: AgentTurn) {
    onEvent?(
      .silent(
        agent: turn.prompt.agent, to: turn.prompt.incoming, reason: reason, by: turn.source))
  }
}
