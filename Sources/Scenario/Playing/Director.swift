import ElizaModel
import HostInterface

/// Plays a scenario: picks the rule that answers a message, and says what is done in which order.
///
/// The first rule whose condition holds answers. How often each rule has answered is counted for each
/// conversation and agent, so conversations do not influence each other; a message that comes again
/// under the id its client gave it is answered as before. Chance is drawn from one stream for each agent and
/// rule, so that one more rule changes nothing for the others. The same scenario, seed and messages give the same
/// steps. What is done is decided when the message comes, so a scenario can be replaced without disturbing
/// what is under way; only the clock and what steps have kept are quoted as they are when a step is done.
public final class Director {
  /// What the command line says about every scenario.
  public struct Options {
    /// In place of every thinking time.
    public var think: ThinkTime?
    /// What is said to messages that no rule answers.
    public var reply: ReplyTemplate?
    /// Makes everything drawn by chance repeat itself.
    public var seed: UInt64
    /// Makes an id of a name.
    public var identify: (String) -> String

    /// Describes options; without `identify` names stand for themselves.
    public init(
      seed: UInt64, think: ThinkTime? = nil, reply: ReplyTemplate? = nil,
      identify: @escaping (String) -> String = { $0 }
    ) {
      self.seed = seed
      self.think = think
      self.reply = reply
      self.identify = identify
    }
  }

  /// The least number of conversations that are remembered; those idle longest are forgotten first.
  public static let conversationLimit = 4_096
  /// The least number of streams of chance that are remembered; one that is forgotten begins anew.
  static let streamLimit = 65_536
  /// How long agents think where nothing says otherwise.
  public static let defaultThink = ThinkTime.fixed(.milliseconds(800))

  /// What is played.
  public private(set) var definition: ScenarioDefinition

  private let options: Options
  private var cast: Cast
  private var conversations = RecentValues<String, Conversation>(limit: conversationLimit)
  private var connectionLines = RecentValues<String, Set<String>>(limit: conversationLimit)
  private var streams = RecentValues<String, SeededRandom>(limit: streamLimit)

  /// Plays `definition`.
  public init(_ definition: ScenarioDefinition, options: Options) {
    self.definition = definition
    self.options = options
    cast = Cast(definition, identify: options.identify)
  }

  /// Plays another scenario from the next message on; conversations and their counts stay.
  public func replace(by definition: ScenarioDefinition) {
    self.definition = definition
    cast = Cast(definition, identify: options.identify)
  }

  /// Forgets a conversation, as when its session has ended.
  public func forget(conversation: String) {
    conversations.remove(conversation)
  }

  /// Forgets every conversation and begins every stream of chance anew.
  public func reset() {
    conversations.removeAll()
    connectionLines.removeAll()
    streams.removeAll()
  }

  /// What the agent of a message does; its `turn` is counted here.
  public func direct(_ message: MessageContext) -> Direction {
    var conversation = conversations.take(message.conversation) ?? Conversation()
    var side =
      conversation.sides.removeValue(forKey: message.agentID) ?? makeSide(message.agentID)
    let casting = choose(for: message, side, conversation.state)
    if casting.isNew {
      side.turn = casting.message.turn
      if let choice = casting.choice { side.uses[choice.ruleID] = choice.use + 1 }
      if let id = message.clientMessageID {
        side.remember(.init(messageID: id, turn: side.turn, choice: casting.choice))
      }
    }
    let steps = perform(casting, &side, &conversation)
    conversation.sides[message.agentID] = side
    conversations.put(message.conversation, conversation)
    return Direction(
      ruleID: casting.rule?.id, ruleTurn: casting.ruleTurn, turn: casting.message.turn,
      steps: steps)
  }

  /// What a step comes to when it is done in answer to a message at the moment `context.now`; nil when nothing is left
  /// to do, as a value was kept.
  public func resolve(_ step: ReplyStep, _ context: MessageContext) -> ReplyStep? {
    switch step {
    case .late(let step, let words): return words.filled(into: step, scope(context))
    case .set(let name, let value):
      var unused = SeededRandom(seed: 0)
      let text = value.render(scope(context), using: &unused)
      var conversation = conversations.take(context.conversation) ?? Conversation()
      conversation.set(name, to: text)
      conversations.put(context.conversation, conversation)
      return nil
    default: return step
    }
  }

  private func scope(_ context: MessageContext) -> TemplateScope {
    TemplateScope(context, state: conversations.peek(context.conversation)?.state ?? [:])
  }

  /// What is done at an event other than a message; nil when the scenario has nothing for it.
  public func steps(at event: Hook.Event, _ context: MessageContext) -> [ReplyStep]? {
    let hooks = definition.hooks.filter { $0.event == event }
    guard !hooks.isEmpty else { return nil }
    var conversation = conversations.take(context.conversation) ?? Conversation()
    var steps: [ReplyStep] = []
    for (index, hook) in hooks.enumerated() {
      steps += plan(
        hook.steps, scope: TemplateScope(context, state: conversation.state),
        pacing: pacing(context.agentID, rule: nil), place: "hook/\(event.rawValue)/\(index)",
        thinksBeforeLines: false, &conversation)
    }
    conversations.put(context.conversation, conversation)
    return steps
  }

  /// Whether anything in the scenario asks for more of a message than its text and its author.
  public var readsMessages: Bool {
    if !definition.rules.isEmpty || options.reply != nil { return true }
    if case .eliza = definition.otherwise { return false }
    return true
  }

  /// What is done to a message that no rule answers, in a word: `eliza`, `steps`, or `reply` for the text of the
  /// command line.
  public var otherwiseWord: String {
    if options.reply != nil { return "reply" }
    if case .steps = definition.otherwise { return "steps" }
    return "eliza"
  }

  /// Whether the scenario has steps for an event.
  public func hasHook(at event: Hook.Event) -> Bool {
    definition.hooks.contains { $0.event == event }
  }

  /// For every rule, whether it would answer a message and why not; nothing changes by it.
  public func explain(_ message: MessageContext) -> Explanation {
    let conversation = conversations.peek(message.conversation) ?? Conversation()
    let side = conversation.sides[message.agentID] ?? makeSide(message.agentID)
    let casting = choose(for: message, side, conversation.state)
    return Explanation(casting, definition, side, conversation.state, cast)
  }
}

extension Director {
  private func makeSide(_ agentID: String) -> Conversation.Side {
    var rotation = SeededRandom(seed: options.seed, stream: "agent/\(agentID)/eliza")
    return Conversation.Side(eliza: ElizaState(start: Int(rotation.next() >> 48)))
  }

  private func choose(
    for message: MessageContext, _ side: Conversation.Side, _ state: [String: String]
  ) -> Casting {
    Casting(message, rules: definition.rules, side: side, state: state, cast: cast)
  }

  private func perform(
    _ casting: Casting, _ side: inout Conversation.Side, _ conversation: inout Conversation
  ) -> [ReplyStep] {
    let message = casting.message
    if let rule = casting.rule, let choice = casting.choice {
      guard let turn = rule.turn(atUse: choice.use) else {
        return [.fail("the rule '\(rule.id)' has no more turns", status: nil)]
      }
      return plan(
        rule.turns[turn],
        scope: TemplateScope(message, captures: casting.captures, state: conversation.state),
        pacing: pacing(message.agentID, rule: rule), place: "rule/\(rule.id)", turn: turn,
        &conversation)
    }
    if options.reply == nil, case .steps(let steps) = definition.otherwise {
      return plan(
        steps, scope: TemplateScope(message, state: conversation.state),
        pacing: pacing(message.agentID, rule: nil), place: "otherwise", &conversation)
    }
    return [think(message.agentID), words(for: message, &side, conversation.state)]
  }

  private func think(_ agentID: String) -> ReplyStep {
    let time = pacing(agentID, rule: nil)
    return drawing("agent/\(agentID)/think") { .think(time.time(of: time.think, using: &$0)) }
  }

  private func words(
    for message: MessageContext, _ side: inout Conversation.Side, _ state: [String: String]
  ) -> ReplyStep {
    if let reply = options.reply {
      let scope = TemplateScope(message, state: state)
      let settled = drawing("agent/\(message.agentID)/reply") {
        reply.settled(scope, using: &$0)
      }
      let words = LateWords(text: settled)
      let step = ReplyStep.say(
        Utterance("", thought: "Answering with the configured text.", actions: ["REPLY"]))
      return reply.isTimely ? .late(step, words) : words.filled(into: step, scope)
    }
    return .say(
      Utterance(
        Eliza().reply(to: message.text, state: &side.eliza),
        thought: "Turning the user's own words around.", actions: ["REPLY"]))
  }

  private func pacing(_ agentID: String, rule: Rule?) -> Pacing {
    let part = cast.part(ofAgent: agentID)
    return Pacing(
      override: options.think, think: rule?.think ?? part?.think ?? Director.defaultThink,
      typing: rule?.typing ?? part?.typing)
  }

  private func plan(
    _ steps: [Step], scope: TemplateScope, pacing: Pacing, place: String, turn: Int = 0,
    thinksBeforeLines: Bool = true, _ conversation: inout Conversation
  ) -> [ReplyStep] {
    let connection = scope.message.connection
    var lines = connectionLines.peek(connection) ?? []
    let count = lines.count
    let result = drawing("agent/\(scope.message.agentID)/\(place)") { chance in
      var planner = StepPlanner(
        cast: cast, pacing: pacing, thinksBeforeLines: thinksBeforeLines,
        place: "\(place)/\(turn)", scope: scope, conversation: conversation,
        connectionLines: lines, chance: chance)
      let result = planner.plan(steps)
      chance = planner.chance
      conversation = planner.conversation
      lines = planner.connectionLines
      return result
    }
    if lines.count > count { connectionLines.put(connection, lines) }
    return result
  }

  /// Lends the stream of chance called `name`.
  private func drawing<Result>(
    _ name: String, _ body: (inout SeededRandom) -> Result
  ) -> Result {
    var chance = streams.take(name) ?? SeededRandom(seed: options.seed, stream: name)
    let result = body(&chance)
    streams.put(name, chance)
    return result
  }
}
