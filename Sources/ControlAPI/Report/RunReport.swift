public import ElizaDomain
public import Scenario

/// What came of a run: what happened, whether what was expected did, and what the frontend does wrong.
public struct RunReport: Sendable {
  /// How often a rule of the scenario was used.
  public struct RuleUse: Hashable, Sendable {
    /// The rule's id.
    public let id: String
    /// How many messages it answered.
    public internal(set) var hits: Int
  }

  /// The scenario's name; empty when none is played.
  public internal(set) var scenario: String
  /// Sessions created.
  public internal(set) var sessions: Int
  /// Rooms joined.
  public internal(set) var joined: Int
  /// Messages sent by users.
  public internal(set) var sent: Int
  /// Replies of agents.
  public internal(set) var replied: Int
  /// How many worlds it is about: one, and the spaces that were added.
  public internal(set) var worlds = 1
  /// The rules of the scenario, in its order.
  public internal(set) var rules: [RuleUse]
  /// What was expected, in its order.
  public internal(set) var verdicts: [Verdict]
  /// What the frontend did wrong, in order of appearance.
  public internal(set) var findings: [Finding]

  /// Takes stock of a world.
  ///
  /// - Parameters:
  ///   - world: Where it all happened.
  ///   - scenario: What was played; nil for none.
  ///   - extra: What is expected besides.
  public init(
    of world: World, playing scenario: ScenarioDefinition? = nil,
    expecting extra: [Expectation] = []
  ) {
    world.findings.judge()
    let tallies = world.tallies
    self.scenario = scenario?.name ?? ""
    sessions = tallies.sessions
    joined = tallies.joined
    sent = tallies.sent
    replied = tallies.replied
    rules = (scenario?.rules ?? []).map { RuleUse(id: $0.id, hits: tallies.hits(ofRule: $0.id)) }
    findings = world.findings.all
    verdicts = ((scenario?.expectations ?? []) + extra).map {
      Verdict($0, actual: world.count(of: $0.subject))
    }
  }

  /// Whether everything that was expected happened.
  public var isMet: Bool { verdicts.allSatisfy(\.isMet) }
}

extension World {
  private func requestCount(_ pattern: RequestPattern) -> Int {
    tallies.requests.count { pattern.matches(method: $0, path: $1) }
  }

  /// How often what an expectation is about has happened so far.
  fileprivate func count(of subject: Expectation.Subject) -> Int {
    switch subject {
    case .sessions: tallies.sessions
    case .joined: tallies.joined
    case .sent: tallies.sent
    case .replied: tallies.replied
    case .rule(let id): tallies.hits(ofRule: id)
    case .request(let text):
      requestCount(RequestPattern(text) ?? RequestPattern(path: text))
    case .event(let name): tallies.events(named: name)
    case .finding(nil): findings.all.count
    case .finding(let id?): findings.all.first { $0.rule.id == id }?.connectionCount ?? 0
    }
  }
}
