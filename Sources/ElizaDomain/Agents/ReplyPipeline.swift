/// Lets the agents answer stored messages in scenario time.
///
/// Each message gives every answering agent a turn. In one channel an agent's replies come in the
/// order of the messages. In the numbered profiles a newer message takes the place of one the agent
/// still works on, as real servers do. What is said is stored and broadcast to whoever is in the room
/// then, whether or not the author still is.
public final class ReplyPipeline: AgentPipeline {
  /// Told about messages that no agent is asked about, and why.
  public var onUnanswered: ((IncomingMessage, Silence) -> Void)?

  /// Told about everything the agents do, and why they are silent.
  public var onEvent: ((AgentEvent) -> Void)? {
    didSet { room.onEvent = onEvent }
  }

  private let world: World
  private let script: any AgentScript
  private let room: RoomStage
  private var answering: AnsweringAgents
  private var occasions: OccasionPrompts
  private var loopGuard = LoopGuard()
  /// The turns whose answers callers wait for, by the number of each.
  private var callers: [Int: CallerStage] = [:]
  /// How many callers there have been.
  private var callerCount = 0

  /// Makes the pipeline of a world and has the world's messages come to it.
  ///
  /// The world does not keep the pipeline alive.
  public init(world: World, script: any AgentScript) {
    self.world = world
    self.script = script
    room = RoomStage(world: world)
    answering = AnsweringAgents(world: world)
    occasions = OccasionPrompts(world: world)
    world.pipeline = self
  }

  deinit {
    room.cancelAll()
  }

  /// The number of turns under way in channels.
  public var turnCount: Int { room.turnCount }

  /// Takes over a message that is stored and announced.
  public func messageStored(_ message: IncomingMessage) {
    switch answering.outcome(for: message) {
    case .nobody(let reason): refuse(message, reason)
    case .agents(let agents):
      guard !loopGuard.isLoop(message, at: world.clock.now) else {
        return refuse(message, .repeatsLastBroadcast)
      }
      begin(message, agents)
    }
  }

  /// Lets the agent concerned do what the script has for an occasion.
  public func occurred(_ occasion: @autoclosure () -> Occasion) {
    guard script.takesPartAtAll else { return }
    let occasion = occasion()
    guard script.takesPart(at: occasion), room.turnCount < world.retention.turns,
      let prompt = occasions.prompt(for: occasion),
      var plan = script.plan(at: occasion, for: prompt)
    else { return }
    if prompt.incoming.isOutsideRooms { plan.steps.removeAll(where: \.needsRoom) }
    guard !plan.steps.isEmpty else { return }
    room.begin(prompt, plan: plan, progress: MessageProgress(agents: 1))
  }

  /// Tells everybody who waits for an answer by HTTP that the server stops.
  public func shutDown() {
    breakOff(.serverStops)
  }

  /// Drops every turn that is under way; whoever waits for an answer by HTTP is told.
  public func reset() {
    breakOff(.wasReset)
    room.cancelAll()
    loopGuard = LoopGuard()
  }

  /// In the order in which they came, so that the same run ends in the same way.
  private func breakOff(_ reason: Silence) {
    for (_, stage) in callers.sorted(by: { $0.key < $1.key }) { stage.breakOff(reason) }
  }

  private func begin(_ message: IncomingMessage, _ agents: [Agent]) {
    switch message.delivery {
    case .channel:
      guard room.turnCount + agents.count <= world.retention.turns else {
        return refuse(message, .tooManyWaiting)
      }
      let progress = MessageProgress(agents: agents.count)
      for agent in agents {
        let prompt = AgentPrompt(agent: agent, incoming: message)
        room.begin(prompt, plan: plan(prompt), progress: progress)
      }
    case .caller(let receiver):
      guard let agent = agents.first else { return }
      let prompt = AgentPrompt(agent: agent, incoming: message)
      let stage = CallerStage(receiver, world: world)
      stage.onEvent = onEvent
      callerCount += 1
      callers[callerCount] = stage
      stage.onEnd = { [weak self, number = callerCount] in self?.callers[number] = nil }
      stage.begin(prompt, plan: plan(prompt), progress: MessageProgress(agents: 1))
    }
  }

  /// Agents of real servers fail on a message whose text is no text.
  private func plan(_ prompt: AgentPrompt) -> ReplyPlan {
    if !world.profile.isLenient, case .other = prompt.incoming.message.content {
      return ReplyPlan([.fail("the message's text is not a string")])
    }
    return script.plan(for: prompt)
  }

  private func refuse(_ message: IncomingMessage, _ reason: Silence) {
    onUnanswered?(message, reason)
    if case .caller(let receiver) = message.delivery { receiver.replyFinished(nil) }
  }
}
