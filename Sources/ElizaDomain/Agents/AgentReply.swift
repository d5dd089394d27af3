public import JSON

/// What an agent says in one message.
public struct AgentReply: Hashable, Sendable {
  /// The visible text; a reply whose text is blank and that has no attachment is not sent.
  public var text: String

  /// The reasoning shown beside it, if any.
  public var thought: String?

  /// The names of the actions taken; absent on the wire when empty.
  public var actions: [String]

  /// Media objects, sent as they are; absent on the wire when empty.
  public var attachments: [JSON]

  /// Extra data, kept with the message and, in the lenient profile, sent with it.
  public var metadata: JSONObject

  /// Who says it in place of the agent; nil is the agent itself.
  public var speaker: ReplySpeaker?

  /// Describes a message.
  public init(
    _ text: String, thought: String? = nil, actions: [String] = [], attachments: [JSON] = [],
    metadata: JSONObject = [:], speaker: ReplySpeaker? = nil
  ) {
    self.text = text
    self.thought = thought
    self.actions = actions
    self.attachments = attachments
    self.metadata = metadata
    self.speaker = speaker
  }

  /// Whether a person says it and not an agent.
  public var isPersons: Bool { speaker.map { !$0.isAgent } ?? false }

  /// Whether there is nothing to show.
  var isBlank: Bool {
    attachments.isEmpty && text.allSatisfy(\.isWhitespace)
  }
}
