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
      if let spoken = spoken(line, index) { steps.append(.say(spoken)) }
    case .stream(let line, let pace):
      if let spoken = spoken(line, index) {
        steps.append(.stream(spoken, pace ?? pacing.typing))
      }
    case .attach(let attachment): attach(attachment)
    case .action(let action): steps.append(.action(report(action)))
    case .emit(let emission): emit(emission)
    case .control(let payload):
      steps.append(.control(payload.render(scope, using: &chance)))
    case .ignore: steps.append(.ignore)
    case .error(let breakdown):
      let text = breakdown.socket.map { render($0) } ?? "the scenario lets the agent fail"
      steps.append(.fail(text, status: breakdown.rest))
    case .disconnect(let how): steps.append(.disconnect(how))
    case .complete: steps.append(.complete)
    case .title(let title): steps.append(.title(render(title)))
    case .set(let name, let value): set(name, to: render(value))
    }
  }

  private mutating func pause(_ step: ReplyStep) {
    hasPaused = true
    steps.append(step)
  }

  private mutating func render(_ template: ReplyTemplate) -> String {
    template.render(scope, using: &chance)
  }

  private mutating func set(_ name: String, to value: String) {
    conversation.set(name, to: value)
    scope.state = conversation.state
  }

  private mutating func emit(_ emission: Step.Emission) {
    var arguments: [JSON] = []
    for argument in emission.arguments { arguments.append(argument.render(scope, using: &chance)) }
    steps.append(.emit(event: emission.event, arguments: arguments, to: emission.audience))
  }

  private mutating func report(_ action: Step.ActionLine) -> ActionReport {
    ActionReport(
      name: action.name, status: action.status, text: action.text.map { render($0) },
      thought: action.thought.map { render($0) }, result: action.result)
  }

  private mutating func attach(_ attachment: Step.Attachment) {
    thinkBeforeLine()
    let text = attachment.text.map { render($0) } ?? ""
    steps.append(.say(Utterance(text, attachments: attachment.media)))
  }

  /// The line with its words filled in, after the thinking it takes; nil when it has been said already.
  private mutating func spoken(_ line: Step.Line, _ index: Int) -> Utterance? {
    guard isDue(line.once, index) else { return nil }
    let speaker = line.speaker.map { cast.speaker($0) }
    let isOwn = speaker.map { $0.id == scope.message.agentID } ?? true
    if isOwn || speaker?.isAgent == true { thinkBeforeLine() }
    let metadata: JSON? = line.metadata.isEmpty ? nil : .object(line.metadata)
    return Utterance(
      render(line.text), thought: line.thought.map { render($0) }, actions: line.actions,
      attachments: line.attachments, metadata: metadata, speaker: isOwn ? nil : speaker)
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
