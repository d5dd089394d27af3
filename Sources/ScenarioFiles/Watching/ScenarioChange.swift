import Scenario

/// What differs between two states of the scenario files.
package struct ScenarioChange: Hashable, Sendable {
  /// The ids of rules that are new.
  package let newRules: [String]
  /// The ids of rules that are gone.
  package let goneRules: [String]
  /// How many rules there are now.
  package let ruleCount: Int
  /// What changed but stays as it was until the server is started again, each a sentence.
  package let restarts: [String]

  init(from old: ScenarioSet, to new: ScenarioSet) {
    let (before, after) = (old.definition, new.definition)
    let known = Set(before.rules.map(\.id))
    let kept = Set(after.rules.map(\.id))
    newRules = after.rules.map(\.id).filter { !known.contains($0) }
    goneRules = before.rules.map(\.id).filter { !kept.contains($0) }
    ruleCount = after.rules.count
    var restarts: [String] = []
    if before.seed != after.seed { restarts.append("the seed has changed") }
    if old.profile != new.profile { restarts.append("the profile has changed") }
    let present = Set(after.agents.map(\.id))
    restarts += before.agents.filter { !present.contains($0.id) }.map {
      "the agent \($0.name ?? $0.id) is gone from the files"
    }
    self.restarts = restarts
  }
}

extension ScenarioChange: CustomStringConvertible {
  /// One line: `5 rules (new: a, b; gone: c)`.
  package var description: String {
    let parts = [("new", newRules), ("gone", goneRules)].filter { !$0.1.isEmpty }.map {
      "\($0.0): \($0.1.joined(separator: ", "))"
    }
    let details = parts.isEmpty ? "" : " (\(parts.joined(separator: "; ")))"
    return "\(ruleCount) \(ruleCount == 1 ? "rule" : "rules")\(details)"
  }
}
