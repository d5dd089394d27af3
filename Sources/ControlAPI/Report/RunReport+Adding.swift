import ElizaDomain
import Scenario

extension RunReport {
  /// The most rules and expectations that are told apart when reports are added up.
  static let addedLimit = 4_096

  /// Adds what came of another world.
  ///
  /// What both tell of is added up, so that an expectation that both have is judged by the sum; what only the other
  /// tells of comes after. Findings name the first evidence, wherever it was seen.
  public mutating func add(_ other: RunReport) {
    if scenario.isEmpty { scenario = other.scenario }
    worlds &+= other.worlds
    sessions &+= other.sessions
    joined &+= other.joined
    sent &+= other.sent
    replied &+= other.replied
    addRules(other.rules)
    addFindings(other.findings)
    addVerdicts(other.verdicts)
  }

  private mutating func addRules(_ others: [RuleUse]) {
    var places: [String: Int] = [:]
    for (place, rule) in rules.enumerated() { places[rule.id] = place }
    for rule in others {
      if let place = places[rule.id] {
        rules[place].hits &+= rule.hits
      } else if rules.count < Self.addedLimit {
        rules.append(rule)
      }
    }
  }

  private mutating func addFindings(_ others: [Finding]) {
    for finding in others {
      if let place = findings.firstIndex(where: { $0.rule == finding.rule }) {
        findings[place].add(finding)
      } else {
        findings.append(finding)
      }
    }
  }

  private mutating func addVerdicts(_ others: [Verdict]) {
    var places: [Expectation: Int] = [:]
    for (place, verdict) in verdicts.enumerated() { places[verdict.expectation] = place }
    for verdict in others {
      if let place = places[verdict.expectation] {
        let sum = verdicts[place].actual &+ verdict.actual
        verdicts[place] = Verdict(verdict.expectation, actual: sum)
      } else if verdicts.count < Self.addedLimit {
        verdicts.append(verdict)
      }
    }
    // Rules that are broken in two worlds are one finding.
    verdicts = verdicts.map {
      $0.expectation.subject == .finding(nil)
        ? Verdict($0.expectation, actual: findings.count) : $0
    }
  }
}
