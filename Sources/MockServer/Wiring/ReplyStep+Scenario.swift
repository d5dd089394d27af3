import ElizaDomain
import ElizaModel
import JSON
import Scenario

extension ElizaDomain.ReplyStep {
  /// A step of a scenario in the terms of the world.
  ///
  /// A release that streams does so for every reply, as a real model's answer comes in pieces. What can only be said
  /// later is left to `resolve`.
  init(
    _ step: Scenario.ReplyStep, streamsReplies: Bool,
    resolve: @escaping (Scenario.ReplyStep, Timestamp) -> Scenario.ReplyStep?
  ) {
    switch step {
    case .late(let base, _):
      let shape = ElizaDomain.ReplyStep(base, streamsReplies: streamsReplies, resolve: resolve)
      self = .late(
        LateStep(needsRoom: shape.needsRoom) { now in
          resolve(step, now).map {
            ElizaDomain.ReplyStep($0, streamsReplies: streamsReplies, resolve: resolve)
          }
        })
    case .set:
      self = .late(
        LateStep(needsRoom: false) { now in
          _ = resolve(step, now)
          return nil
        })
    case .think(let duration): self = .think(duration)
    case .wait(let duration): self = .wait(duration)
    case .hold(let name, let max): self = .hold(name: name, max: max)
    case .say(let utterance):
      let reply = AgentReply(utterance)
      self = streamsReplies && !reply.isPersons ? .stream(reply, StreamPace()) : .say(reply)
    case .stream(let utterance, let pace):
      let pace = pace.map(StreamPace.init) ?? StreamPace()
      let hold = utterance.hold.map { StreamPace.Hold($0.name, after: $0.after, max: $0.max) }
      self = .stream(
        AgentReply(utterance), StreamPace(cut: pace.cut, interval: pace.interval, hold: hold))
    case .action(let report): self = .action(AgentAction(report))
    case .emit(let event, let arguments, let audience):
      self = .emit(EncodedEvent(event, arguments), to: EventAudience(audience))
    case .control(let payload): self = .control(payload)
    case .disconnect(let how): self = .disconnect(ConnectionLoss(how))
    case .complete: self = .complete
    case .title(let title): self = .title(title)
    case .ignore: self = .ignore
    case .fail(let reason, let status): self = .fail(reason, status: status)
    }
  }
}

extension AgentReply {
  fileprivate init(_ utterance: Utterance) {
    self.init(
      utterance.text, thought: utterance.thought, actions: utterance.actions,
      attachments: utterance.attachments, metadata: utterance.metadata?.objectValue ?? [:],
      speaker: utterance.speaker.map {
        ReplySpeaker(id: $0.id, name: $0.name, isAgent: $0.isAgent)
      })
  }
}

extension StreamPace {
  /// So many words or characters a second.
  fileprivate init(_ pace: TypingPace) {
    let interval = Duration.nanoseconds(Int64(1_000_000_000 / max(pace.perSecond, 0.001)))
    self.init(cut: pace.unit == .word ? .words : .characters, interval: interval)
  }
}

extension AgentAction {
  fileprivate init(_ report: ActionReport) {
    let status: Status =
      switch report.status {
      case .executing: .executing
      case .completed: .completed
      case .failed: .failed
      }
    self.init(
      report.name, status, text: report.text, thought: report.thought, result: report.result)
  }
}

extension EventAudience {
  fileprivate init(_ audience: Step.Emission.Audience) {
    switch audience {
    case .room: self = .room
    case .socket: self = .socket
    case .all: self = .all
    }
  }
}
