import HostInterface
import JSON

/// Turns the steps of a scenario into what is done: fills in templates and draws times, in order.
struct StepPlanner {
  let cast: Cast
  let pacing: Pacing
  /// Whether lines of the agent are preceded by thinking; they are not at hooks.
  let thinksBeforeLines: Bool
  /// Names the list of steps, for lines that are said once.
  let place: String
  var scope: TemplateScope
  var conversation: Conversation
  var connectionLines: Set<String>
  var chance: SeededRandom

  private var steps: [ReplyStep] = []
  /// Whether the agent has paused since its last line, or since the message.
  private var hasPaused = false

  init(
    cast: Cast, pacing: Pacing, thinksBeforeLines: Bool = true, place: String,
    scope: TemplateScope, conversation: Conversation, connectionLines: Set<String>,
    chance: SeededRandom
  ) {
    self.cast = cast
    self.pacing = pacing
    self.thinksBeforeLines = thinksBeforeLines
    self.place = place
    self.scope = scope
    self.conversation = conversation
    self.connectionLines = connectionLines
    self.chance = chance
  }

  /// What is done.
  mutating func plan(_ steps: [Step]) -> [ReplyStep] {
    for (index, step) in steps.enumerated() { take(step, index) }
    return self.steps
  }

  private mutating func take(_ step: Step, _ index: Int) {
    switch step {
    case .think(let time): pause(.think(pacing.time(of: time, using: &chance)))
    case .wait(let time): pause(.wait(time.sample(using: &chance)))
    case .hold(let name, let max): pause(.hold(name: name, max: max))
    case .say(let line):
      if let (spoken, words) = spoken(line, index) { append(.say(spoken), words) }
    case .stream(let line, let pace):
      if let (spoken, words) = spoken(line, index) {
        append(.stream(spoken, pace ?? pacing.typing), words)
      }
    case .attach(let attachment): attach(attachment)
    case .action(let action): report(action)
    case .emit(let emission): emit(emission)
    case .control(let payload):
      var words = LateWords()
      append(.control(put(payload, &words)), words)
    case .ignore: steps.append(.ignore)
    case .error(let breakdown):
      var words = LateWords()
      let text = breakdown.socket.map { put($0, &words.text) }
      append(
        .fail(text ?? "the scenario lets the agent fail", status: breakdown.rest), words)
    case .disconnect(let how): steps.append(.disconnect(how))
    case .complete: steps.append(.complete)
    case .title(let title):
      var words = LateWords()
      append(.title(put(title, &words.text)), words)
    case .set(let name, let value): set(name, to: value)
    }
  }

  private mutating func pause(_ step: ReplyStep) {
    hasPaused = true
    steps.append(step)
  }

  private mutating func append(_ step: ReplyStep, _ words: LateWords) {
    steps.append(words.isEmpty ? step : .late(step, words))
  }

  /// The text, or nothing when it is one to be filled in later, which it then becomes.
  private mutating func put(_ template: ReplyTemplate, _ late: inout ReplyTemplate?) -> String {
    guard template.isTimely else { return template.render(scope, using: &chance) }
    late = template.settled(scope, using: &chance)
    return ""
  }

  private mutating func put(_ template: JSONTemplate, _ words: inout LateWords) -> JSON {
    guard template.isTimely else { return template.render(scope, using: &chance) }
    words.data = [template.settled(scope, using: &chance)]
    return .null
  }

  /// What is kept before anything else is done is there for the very next message.
  private mutating func set(_ name: String, to value: ReplyTemplate) {
    guard steps.isEmpty else {
      return steps.append(.set(name: name, value: value.settled(scope, using: &chance)))
    }
    conversation.set(name, to: value.render(scope, using: &chance))
    scope.state = conversation.state
  }

  private mutating func emit(_ emission: Step.Emission) {
    var words = LateWords()
    var arguments: [JSON] = []
    if emission.arguments.contains(where: \.isTimely) {
      for argument in emission.arguments {
        words.data.append(argument.settled(scope, using: &chance))
      }
    } else {
      for argument in emission.arguments {
        arguments.append(argument.render(scope, using: &chance))
      }
    }
    append(.emit(event: emission.event, arguments: arguments, to: emission.audience), words)
  }

  private mutating func report(_ action: Step.ActionLine) {
    var words = LateWords()
    let report = ActionReport(
      name: action.name, status: action.status, text: action.text.map { put($0, &words.text) },
      thought: action.thought.map { put($0, &words.thought) }, result: action.result)
    append(.action(report), words)
  }

  private mutating func attach(_ attachment: Step.Attachment) {
    thinkBeforeLine()
    var words = LateWords()
    let text = attachment.text.map { put($0, &words.text) } ?? ""
    append(.say(Utterance(text, attachments: attachment.media)), words)
  }

  /// The line with the words that are filled in later, after the thinking it takes; nil when it has been said already.
  private mutating func spoken(_ line: Step.Line, _ index: Int) -> (Utterance, LateWords)? {
    guard isDue(line.once, index) else { return nil }
    let speaker = line.speaker.map { cast.speaker($0) }
    let isOwn = speaker.map { $0.id == scope.message.agentID } ?? true
    if isOwn || speaker?.isAgent == true { thinkBeforeLine() }
    let metadata: JSON? = line.metadata.isEmpty ? nil : .object(line.metadata)
    var words = LateWords()
    let utterance = Utterance(
      put(line.text, &words.text), thought: line.thought.map { put($0, &words.thought) },
      actions: line.actions, attachments: line.attachments, metadata: metadata,
      speaker: isOwn ? nil : speaker, hold: line.hold)
    return (utterance, words)
  }

  private mutating func thinkBeforeLine() {
    if !hasPaused, thinksBeforeLines {
      steps.append(.think(pacing.time(of: pacing.think, using: &chance)))
    }
    hasPaused = false
  }

  private mutating func isDue(_ once: Step.Once?, _ index: Int) -> Bool {
    switch once {
    case nil: true
    case .perSession: conversation.said.insert("\(place)/\(index)").inserted
    case .perConnection:
      connectionLines.insert("\(scope.message.conversation)/\(place)/\(index)").inserted
    }
  }
}
