public import JSON

/// What an agent says in one message.
public struct Utterance: Hashable, Sendable {
  /// The visible text.
  public var text: String

  /// The reasoning shown beside it, if any.
  public var thought: String?

  /// The names of the actions it claims to have taken.
  public var actions: [String]

  /// Media objects, sent as they are.
  public var attachments: [JSON]

  /// Extra data, sent and stored as it is.
  public var metadata: JSON?

  /// Who says it; nil is the answering agent.
  public var speaker: Speaker?

  /// Where it stops when it is streamed.
  public var hold: StreamHold?

  /// Describes a message of an agent.
  public init(
    _ text: String, thought: String? = nil, actions: [String] = [], attachments: [JSON] = [],
    metadata: JSON? = nil, speaker: Speaker? = nil, hold: StreamHold? = nil
  ) {
    self.text = text
    self.thought = thought
    self.actions = actions
    self.attachments = attachments
    self.metadata = metadata
    self.speaker = speaker
    self.hold = hold
  }
}
