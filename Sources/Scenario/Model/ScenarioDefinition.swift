/// What one scenario file says: who is there, what is answered, and what is expected of the client.
///
/// A plain value: it is read from a file, or built in Swift, and then played by a director.
public struct ScenarioDefinition: Sendable {
  /// The name people know it by.
  public var name: String
  /// Makes everything drawn by chance repeat itself; nil leaves that to the command line.
  public var seed: UInt64?
  /// The agents that play.
  public var agents: [AgentPart]
  /// People other than the client who may speak in rooms, named by steps.
  public var bystanders: [Bystander]
  /// The rules; the first that matches answers.
  public var rules: [Rule]
  /// What happens when no rule matches.
  public var otherwise: Otherwise
  /// Steps done at events other than a message.
  public var hooks: [Hook]
  /// What the client is expected to do.
  public var expectations: [Expectation]

  /// Describes a scenario; one without rules is the built-in ELIZA.
  public init(
    name: String = "", seed: UInt64? = nil, agents: [AgentPart] = [],
    bystanders: [Bystander] = [], rules: [Rule] = [], otherwise: Otherwise = .eliza,
    hooks: [Hook] = [], expectations: [Expectation] = []
  ) {
    self.name = name
    self.seed = seed
    self.agents = agents
    self.bystanders = bystanders
    self.rules = rules
    self.otherwise = otherwise
    self.hooks = hooks
    self.expectations = expectations
  }
}
