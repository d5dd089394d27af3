import ElizaDomain
import Scenario

/// Puts the scenarios of several files together.
struct ScenarioMerge {
  /// Something a file has said, and which.
  struct Said<Value> {
    let value: Value
    let file: String
  }

  private(set) var definition = ScenarioDefinition()
  private(set) var document = MergedDocument()
  private(set) var profile: Said<Profile>?
  private(set) var problems: [Problem] = []
  /// What the file that is being added says against those before.
  private var contradictions = ProblemList(file: "")
  private var seed: Said<UInt64>?
  private var otherwise: Said<Otherwise>?
  private var rules: [String: String] = [:]
  private var agents: [String: Said<AgentPart>] = [:]
  private var bystanders: Set<Bystander> = []

  mutating func add(_ scenario: ScenarioFile) {
    let part = scenario.definition
    contradictions = ProblemList(file: scenario.file)
    document.add(scenario.document)
    let names = [definition.name, part.name].filter { !$0.isEmpty }
    definition.name = names.joined(separator: " + ")
    seed = settled(seed, part.seed, in: scenario, "seed")
    profile = settled(profile, scenario.profile, in: scenario, "profile")
    add(otherwise: part.otherwise, of: scenario)
    for agent in part.agents { add(agent, of: scenario) }
    for bystander in part.bystanders where bystanders.insert(bystander).inserted {
      definition.bystanders.append(bystander)
    }
    for (index, rule) in part.rules.enumerated() { add(rule, at: index, of: scenario) }
    definition.hooks += part.hooks
    definition.expectations += part.expectations
    definition.seed = seed?.value
    problems += contradictions.report
  }

  private mutating func settled<Value: Equatable>(
    _ said: Said<Value>?, _ value: Value?, in scenario: ScenarioFile, _ key: String
  ) -> Said<Value>? {
    guard let value else { return said }
    guard let said else { return Said(value: value, file: scenario.file) }
    if said.value != value {
      report("the \(key) differs from that of \(said.file); keep it in one file")
    }
    return said
  }

  private mutating func add(otherwise: Otherwise, of scenario: ScenarioFile) {
    guard case .steps = otherwise else { return }
    if let earlier = self.otherwise {
      return report("\(earlier.file) has an 'otherwise' too; keep it in one file")
    }
    self.otherwise = Said(value: otherwise, file: scenario.file)
    definition.otherwise = otherwise
  }

  private mutating func add(_ agent: AgentPart, of scenario: ScenarioFile) {
    guard let earlier = agents[agent.id] else {
      agents[agent.id] = Said(value: agent, file: scenario.file)
      return definition.agents.append(agent)
    }
    guard earlier.value != agent else { return }
    report("the agent '\(agent.id)' is described differently by \(earlier.file)")
  }

  /// Rules without an id of their own are numbered through.
  private mutating func add(_ rule: Rule, at index: Int, of scenario: ScenarioFile) {
    var rule = rule
    if scenario.unnamedRules.contains(index) {
      rule.id = ScenarioDraft.id(of: definition.rules.count + 1) { rules[$0] != nil }
    }
    if let other = rules[rule.id] {
      report("the rule id '\(rule.id)' is taken by \(other); every rule needs its own")
    }
    rules[rule.id] = scenario.file
    definition.rules.append(rule)
  }

  private mutating func report(_ message: String) {
    contradictions.error(message, at: nil)
  }
}
