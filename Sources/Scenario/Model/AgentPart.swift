/// An agent of a scenario and how it carries itself.
public struct AgentPart: Hashable, Sendable {
  /// A UUID, or a name from which ElizaOS derives the id.
  public var id: String
  /// The display name; nil takes `id` when that is a name.
  public var name: String?
  /// How long it thinks unless a rule or a step says otherwise; nil follows the command line.
  public var think: ThinkTime?
  /// How fast it writes what it streams.
  public var typing: TypingPace?

  /// Describes an agent.
  public init(
    id: String, name: String? = nil, think: ThinkTime? = nil, typing: TypingPace? = nil
  ) {
    self.id = id
    self.name = name
    self.think = think
    self.typing = typing
  }
}
