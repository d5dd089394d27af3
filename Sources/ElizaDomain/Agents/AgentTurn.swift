import JSON
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
    /// Where it stops, unless it has done so.
    var hold: StreamPace.Hold?
    /// How many pieces are left there.
    let leftAtHold: Int
  }

  let prompt: AgentPrompt
  /// What decided on the plan.
  let source: ReplySource?
  /// How far all agents are with the message.
  let progress: MessageProgress
  /// The messages whose turns this one has superseded.
  private(set) var superseded: SupersededMessages
  /// The record of the work.
  let run: Run
  /// Whether the room has been told that the agent works, and has heard nothing from it since.
  var isVisiblyBusy = false {
    didSet { if isVisiblyBusy { wasVisiblyBusy = true } }
  }
  /// Whether it ever was.
  private(set) var wasVisiblyBusy = false
  /// Whether the answer was told to be complete.
  var isCompleted = false

  private let stage: any TurnStage
  private let world: World
  private var state = State.working
  private var steps: ArraySlice<ReplyStep>
  private var stream: Stream?
  private var continuation: WorldClock.Token?
  private var hold: Holds.Token?
  private var chunkCount = 0
  /// Whether anything was said, sent or shown.
  private var hasActed = false
  private var hasBegun = false
  private var actions: TurnActions

  init(
    _ prompt: AgentPrompt, plan: ReplyPlan, progress: MessageProgress,
    superseded: SupersededMessages = SupersededMessages(), stage: any TurnStage, world: World
  ) {
    self.prompt = prompt
    source = plan.source
    self.progress = progress
    self.superseded = superseded
    self.stage = stage
    self.world = world
    steps = plan.steps[...]
    run =
      prompt.incoming.isOccasion
      ? Run(prompt, at: world.clock.now, ids: world.ids)
      : world.chronicle.begin(prompt, at: world.clock.now, ids: world.ids)
    actions = TurnActions(stage: stage, world: world)
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
    goOn()
  }

  /// Drops the rest of the plan.
  func cancel() {
    if let continuation { world.clock.cancel(continuation) }
    continuation = nil
    if let hold { world.holds.cancel(hold) }
    hold = nil
    state = .finished
    run.end(.completed, at: world.clock.now)
  }

  /// Hands the messages that are not complete yet on to the turn that takes this one's place.
  func handOverMessages() -> SupersededMessages {
    guard !isCompleted else { return SupersededMessages() }
    var messages = superseded
    superseded = SupersededMessages()
    // Nobody waits for an occasion to be complete.
    if !prompt.incoming.isOccasion { messages.add(progress) }
    return messages
  }

  private func pause(_ duration: Duration) {
    continuation = world.clock.schedule(after: duration) { [weak self] in self?.goOn() }
  }

  private func goOn() {
    guard case .working = state else { return }
    noteBeginning()
    if stream != nil { return continueStream() }
    while let step = steps.first {
      if wait(step) { return }
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
    finish(hasActed ? nil : .ignored)
  }

  /// Whether the step is one that waits, for which nobody has to be let speak.
  private func wait(_ step: ReplyStep) -> Bool {
    switch step {
    case .think(let duration):
      if !isVisiblyBusy {
        isVisiblyBusy = true
        stage.thinks(self)
      }
      steps.removeFirst()
      pause(duration)
    case .wait(let duration):
      steps.removeFirst()
      pause(duration)
    case .hold(let name, let max):
      steps.removeFirst()
      waitForRelease(name, max: max)
    default: return false
    }
    return true
  }

  private func waitForRelease(_ name: String, max: Duration?) {
    hold = world.holds.wait(name, max: max, prompt: prompt, by: source) { [weak self] in
      self?.hold = nil
      self?.goOn()
    }
  }

  /// Whether the next step can follow at once.
  private func perform(_ step: ReplyStep) -> Bool {
    switch step {
    case .think, .wait, .hold: return true
    case .say(let reply):
      guard let pace = stage.defaultPace, !reply.isPersons else { return say(reply, id: nil) }
      return beginStream(reply, pace)
    case .stream(let reply, let pace): return beginStream(reply, pace)
    case .action(let action):
      actions.advance(action, of: self)
      return act()
    case .emit(let event, let audience):
      effects.emit(event, to: audience)
      return act()
    case .control(let payload):
      effects.control(payload)
      return act()
    case .disconnect(let loss):
      effects.disconnect(loss)
      return act()
    case .title(let title):
      effects.title(title)
      return act()
    case .complete:
      stage.completed(self)
      return act()
    case .late(let late): return late.step(at: world.clock.now).map(perform) ?? true
    case .ignore:
      actions.show("IGNORE", result: .null, of: self)
      finish(.ignored)
    case .fail(let reason, let status): finish(.failed(reason), status: status)
    }
    return false
  }

  private var effects: TurnEffects { TurnEffects(world: world, prompt: prompt) }

  private func act() -> Bool {
    hasActed = true
    return true
  }

  private func say(_ reply: AgentReply, id: String?) -> Bool {
    let id = reply.isPersons ? id : actions.showFirst(of: reply, id: id, of: self)
    guard !reply.isBlank else { return true }
    if let reason = stage.take(reply, id: id, of: self) {
      finish(reason)
      return false
    }
    hasActed = true
    guard !reply.isPersons else { return true }
    isVisiblyBusy = false
    actions.showRest(of: reply, of: self)
    return true
  }

  private func beginStream(_ reply: AgentReply, _ pace: StreamPace) -> Bool {
    guard !reply.isBlank else { return say(reply, id: nil) }
    actions.beginFirst(of: reply, of: self)
    let chunks = pace.chunks(of: reply.text)
    stream = Stream(
      reply: reply, messageID: world.ids.next(), interval: pace.interval, chunks: chunks[...],
      hold: pace.hold, leftAtHold: max(chunks.count - (pace.hold?.after ?? chunks.count / 2), 0))
    continueStream()
    return false
  }

  private func continueStream() {
    if let stop = stream?.hold, let left = stream?.chunks.count, left <= stream?.leftAtHold ?? 0 {
      stream?.hold = nil
      return waitForRelease(stop.name, max: stop.max)
    }
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
    if say(ended.reply, id: ended.messageID) { goOn() }
  }

  /// What the script decided is known once the agent has thought.
  private func noteBeginning() {
    guard !hasBegun else { return }
    hasBegun = true
    run.note(.modelUsed, at: world.clock.now)
  }

  private var isAgentRunning: Bool {
    world.agent(prompt.agent.id)?.status == .active
  }

  private func finish(_ reason: Silence?, status: Int? = nil) {
    state = .finished
    if case .failed(let why) = reason {
      run.end(.error, failure: why, at: world.clock.now)
    } else {
      run.end(.completed, at: world.clock.now)
    }
    if !prompt.incoming.isOccasion { world.chronicle.recount(run) }
    stage.finished(self, reason: reason, status: status)
  }
}
