import JSON
import Scenario

/// What differs between two scenarios of which one takes the place of the other.
package struct ScenarioChange: Hashable, Sendable {
  /// The ids of rules that are new.
  package let newRules: [String]
  /// The ids of rules that are gone.
  package let goneRules: [String]
  /// The ids of rules that say something else than before, as far as both have a text.
  package let changedRules: [String]
  /// How many rules there are now.
  package let ruleCount: Int
  /// What changed but stays as it was until the server is started again, each a sentence.
  package let restarts: [String]

  /// Compares a scenario with the one it replaces.
  package init(from old: ScenarioScript, to new: ScenarioScript) {
    let (before, after) = (old.definition, new.definition)
    let known = Set(before.rules.map(\.id))
    let kept = Set(after.rules.map(\.id))
    newRules = after.rules.map(\.id).filter { !known.contains($0) }
    goneRules = before.rules.map(\.id).filter { !kept.contains($0) }
    let (earlier, later) = (old.writtenRules, new.writtenRules)
    changedRules = after.rules.map(\.id).filter { id in
      earlier[id].map { $0 != later[id] } ?? false
    }
    ruleCount = after.rules.count
    var restarts: [String] = []
    if before.seed != after.seed { restarts.append("the seed has changed") }
    if old.profile != new.profile { restarts.append("the profile has changed") }
    let present = Set(after.agents.map(\.id))
    restarts += before.agents.filter { !present.contains($0.id) }.map {
      "the agent \($0.name ?? $0.id) is gone from the scenario"
    }
    self.restarts = restarts
  }
}

extension ScenarioChange: CustomStringConvertible {
  /// One line: `5 rules (new: a, b; gone: c)`.
  package var description: String {
    let parts = [
      ("new", newRules), ("changed", changedRules), ("gone", goneRules),
    ].filter { !$0.1.isEmpty }.map {
      "\($0.0): \($0.1.joined(separator: ", "))"
    }
    let details = parts.isEmpty ? "" : " (\(parts.joined(separator: "; ")))"
    return "\(ruleCount) \(ruleCount == 1 ? "rule" : "rules")\(details)"
  }
}

extension ScenarioScript {
  /// The rules as they are written, by their ids.
  fileprivate var writtenRules: [String: JSON] {
    let rules = document?["rules"]?.arrayValue ?? []
    return zip(definition.rules, rules).reduce(into: [:]) { $0[$1.0.id] = $1.1 }
  }
}
