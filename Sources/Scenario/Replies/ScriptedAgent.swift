import HostInterface

/// One agent's part: it thinks for a while and then says what its voice gives.
///
/// A value with all its state inside. The same seed, agent id and messages give the same steps; agents
/// with different ids draw from separate streams of chance, so one more agent changes nothing for the
/// others. Conversations do not influence each other.
public struct ScriptedAgent {
  /// The least number of conversations whose state is kept; those idle longest are forgotten first.
  public static let conversationLimit = 4_096

  private struct Conversation {
    var turn = 0
    var eliza: ElizaState
  }

  private let voice: AgentVoice
  private let think: ThinkTime
  private var chance: SeededRandom
  private var conversations = RecentValues<String, Conversation>(limit: conversationLimit)
  private let rotationStart: Int

  /// Makes the part of the agent `id`.
  public init(id: String, voice: AgentVoice, think: ThinkTime, seed: UInt64) {
    self.voice = voice
    self.think = think
    chance = SeededRandom(seed: seed, stream: "agent/\(id)/think")
    var rotation = SeededRandom(seed: seed, stream: "agent/\(id)/eliza")
    rotationStart = Int(rotation.next() >> 48)
  }

  /// The steps that answer `message`; its `turn` is counted here.
  public mutating func reply(to message: MessageContext) -> [ReplyStep] {
    let pause = think.sample(using: &chance)
    let start = rotationStart
    let utterance = conversations.update(
      message.conversation, initial: { Conversation(eliza: ElizaState(start: start)) }
    ) { conversation in
      conversation.turn += 1
      return Self.utterance(for: message, in: &conversation, voice)
    }
    return [.think(pause), .say(utterance)]
  }

  /// Forgets a conversation, as when its session has ended.
  public mutating func forget(conversation: String) {
    conversations.remove(conversation)
  }

  private static func utterance(
    for message: MessageContext, in conversation: inout Conversation, _ voice: AgentVoice
  ) -> Utterance {
    var message = message
    message.turn = conversation.turn
    switch voice {
    case .eliza(let eliza):
      let text = eliza.reply(to: message.text, state: &conversation.eliza)
      return Utterance(text, thought: "Turning the user's own words around.", actions: ["REPLY"])
    case .template(let template):
      return Utterance(
        template.render(message), thought: "Answering with the configured text.",
        actions: ["REPLY"])
    }
  }
}
