import ElizaDomain
import JSON
import Scenario

/// Lets the scenario's agents speak in the world: each agent gets its part when it is first asked.
final class ScriptedAgents: AgentScript {
  private let voice: AgentVoice
  private let thinkTime: ThinkTime
  private let seed: UInt64
  private let streamsReplies: Bool
  private var parts: [String: ScriptedAgent] = [:]

  init(_ configuration: MockServerConfiguration, seed: UInt64) {
    voice = configuration.reply.map { .template($0) } ?? .eliza(Eliza())
    thinkTime = configuration.thinkTime
    streamsReplies = configuration.profile.streamsChunks && !configuration.profile.isLenient
    self.seed = seed
  }

  func plan(for prompt: AgentPrompt) -> ReplyPlan {
    let agent = prompt.agent
    let context = MessageContext(
      text: prompt.text, senderID: prompt.incoming.message.authorID,
      senderName: prompt.incoming.senderName ?? "", agentID: agent.id, agentName: agent.name,
      channelID: prompt.incoming.channel.id, conversation: prompt.conversation)
    let steps = parts[
      agent.id,
      default: ScriptedAgent(id: agent.id, voice: voice, think: thinkTime, seed: seed)
    ].reply(to: context)
    return ReplyPlan(steps.map(step))
  }

  private func step(_ step: Scenario.ReplyStep) -> ElizaDomain.ReplyStep {
    switch step {
    case .think(let duration): .think(duration)
    case .say(let utterance): spoken(reply(utterance))
    case .ignore: .ignore
    case .fail(let reason): .fail(reason)
    }
  }

  /// A release that streams does so for every reply, as a real model's answer comes in pieces.
  private func spoken(_ reply: AgentReply) -> ElizaDomain.ReplyStep {
    streamsReplies ? .stream(reply, StreamPace()) : .say(reply)
  }

  private func reply(_ utterance: Utterance) -> AgentReply {
    AgentReply(
      utterance.text, thought: utterance.thought, actions: utterance.actions,
      attachments: utterance.attachments, metadata: utterance.metadata?.objectValue ?? [:])
  }
}
