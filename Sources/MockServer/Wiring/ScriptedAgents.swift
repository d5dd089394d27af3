import ElizaDomain
import ElizaModel
import JSON
import Scenario
import TLS

/// Lets the agents of a scenario speak in the world.
final class ScriptedAgents: AgentScript {
  /// Told which rule answers a message.
  var onRule: ((_ ruleID: String) -> Void)?

  let director: Director
  private let streamsReplies: Bool

  init(_ configuration: MockServerConfiguration, seed: UInt64) {
    director = Director(
      configuration.scenario,
      options: Director.Options(
        seed: seed, think: configuration.thinkTime, reply: configuration.reply,
        identify: { Identifier.derived(from: $0, sha1: Digest.sha1) }))
    streamsReplies = configuration.profile.streamsChunks && !configuration.profile.isLenient
  }

  func plan(for prompt: AgentPrompt) -> ReplyPlan {
    let context = MessageContext(prompt, readingAll: director.readsMessages)
    let direction = director.direct(context)
    if let rule = direction.ruleID { onRule?(rule) }
    let source = direction.ruleID.map { ReplySource.rule($0, turn: direction.ruleTurn) }
    return plan(direction.steps, context, by: source ?? .otherwise(director.otherwiseWord))
  }

  var takesPartAtAll: Bool { !director.definition.hooks.isEmpty }

  func takesPart(at occasion: Occasion) -> Bool { director.hasHook(at: occasion.hook) }

  func plan(at occasion: Occasion, for prompt: AgentPrompt) -> ReplyPlan? {
    let context = MessageContext(prompt, readingAll: true)
    return director.steps(at: occasion.hook, context).map {
      plan($0, context, by: .hook(occasion.hook.rawValue))
    }
  }

  private func plan(
    _ steps: [Scenario.ReplyStep], _ context: MessageContext, by source: ReplySource
  ) -> ReplyPlan {
    ReplyPlan(
      steps.map { step in
        ElizaDomain.ReplyStep(step, streamsReplies: streamsReplies) { [director] step, now in
          var context = context
          context.now = now
          return director.resolve(step, context)
        }
      }, by: source)
  }
}

extension Occasion {
  /// What scenarios call it.
  var hook: Hook.Event {
    switch self {
    case .connected: .connect
    case .joined: .join
    case .left: .leave
    case .sessionCreated: .session
    case .sessionEnded: .sessionEnd
    }
  }
}
