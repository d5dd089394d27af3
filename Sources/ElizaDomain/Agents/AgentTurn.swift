import OrderedCollections

/// One agent's work on one message: a plan, carried out step by step in scenario time.
///
/// ```
/// begin ──▶ working ──▶ finished
///              ▲ │
///     resume() │ ▼ may not speak yet
///            waiting
/// ```
final class AgentTurn {
  private enum State {
    case working
    case waiting
    case finished
  }

  private struct Stream {
    let reply: AgentReply
    let messageID: String
    let interval: Duration
    var chunks: ArraySlice<String>
  }

  let prompt: AgentPrompt
  /// The message's progress, then that of messages whose turns this one has superseded.
  var progress: [MessageProgress]

  private let stage: any TurnStage
  private let world: World
  private var state = State.working
  private var steps: ArraySlice<ReplyStep>
  private var stream: Stream?
  private var continuation: WorldClock.Token?
  private var chunkCount = 0
  private var hasSpoken = false

  init(
    _ prompt: AgentPrompt, plan: ReplyPlan, progress: [MessageProgress], stage: any TurnStage,
    world: World
  ) {
    self.prompt = prompt
    self.progress = progress
    self.stage = stage
    self.world = world
    steps = plan.steps[...]
  }

  /// Begins the work; nothing is said before the clock has moved.
  func begin() {
    if case .think(let duration) = steps.first {
      steps.removeFirst()
      pause(duration)
    } else {
      pause(.zero)
    }
  }

  /// Goes on after a wait for other turns; does nothing in any other state.
  func resume() {
    guard case .waiting = state else { return }
    state = .working
    run()
  }

  /// Drops the rest of the plan.
  func cancel() {
    if let continuation { world.clock.cancel(continuation) }
    continuation = nil
    state = .finished
  }

  private func pause(_ duration: Duration) {
    continuation = world.clock.schedule(after: duration) { [weak self] in self?.run() }
  }

  private func run() {
    guard case .working = state else { return }
    if stream != nil { return continueStream() }
    while let step = steps.first {
      if case .think(let duration) = step {
        steps.removeFirst()
        return pause(duration)
      }
      guard stage.maySpeak(self) else {
        state = .waiting
        return
      }
      guard isAgentRunning else { return finish(.agentNotRunning) }
      steps.removeFirst()
      guard perform(step) else { return }
    }
    guard stage.maySpeak(self) else {
      state = .waiting
      return
    }
    finish(hasSpoken ? nil : .ignored)
  }

  /// Whether the next step can follow at once.
  private func perform(_ step: ReplyStep) -> Bool {
    switch step {
    case .think: return true
    case .say(let reply):
      guard let pace = stage.defaultPace else { return say(reply, id: nil) }
      return beginStream(reply, pace)
    case .stream(let reply, let pace): return beginStream(reply, pace)
    case .ignore: finish(.ignored)
    case .fail(let reason): finish(.failed(reason))
    }
    return false
  }

  private func say(_ reply: AgentReply, id: String?) -> Bool {
    guard !reply.isBlank else { return true }
    if let reason = stage.take(reply, id: id, of: self) {
      finish(reason)
      return false
    }
    hasSpoken = true
    return true
  }

  private func beginStream(_ reply: AgentReply, _ pace: StreamPace) -> Bool {
    guard !reply.isBlank else { return true }
    stream = Stream(
      reply: reply, messageID: world.ids.next(), interval: pace.interval,
      chunks: pace.chunks(of: reply.text)[...])
    continueStream()
    return false
  }

  private func continueStream() {
    guard let chunk = stream?.chunks.popFirst(), let current = stream else { return endStream() }
    if stage.wantsChunks {
      stage.chunk(chunk, index: chunkCount, messageID: current.messageID, of: self)
      chunkCount += 1
    }
    pause(current.interval)
  }

  private func endStream() {
    guard let ended = stream else { return }
    stream = nil
    if say(ended.reply, id: ended.messageID) { run() }
  }

  private var isAgentRunning: Bool {
    world.agents[prompt.agent.id]?.status == .active
  }

  private func finish(_ reason: Silence?) {
    state = .finished
    stage.finished(self, reason: reason)
  }
}
