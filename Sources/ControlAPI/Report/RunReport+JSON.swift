import ElizaDomain
import ElizaModel
public import JSON
import Scenario

extension RunReport {
  /// The report as JSON.
  public var json: JSON {
    [
      "scenario": scenario.isEmpty ? .null : .string(scenario),
      "met": .bool(isMet), "worlds": JSON(worlds),
      "counts": [
        "sessions": JSON(sessions), "joined": JSON(joined), "sent": JSON(sent),
        "replied": JSON(replied),
      ],
      "expectations": .array(verdicts.map(\.json)),
      "rules": .array(rules.map { ["id": .string($0.id), "hits": JSON($0.hits)] }),
      "findings": .array(findings.map(\.json)),
    ]
  }

  /// Only whether what was expected happened.
  var verdictJSON: JSON { ["met": .bool(isMet), "expectations": .array(verdicts.map(\.json))] }
}

extension Verdict {
  fileprivate var json: JSON {
    ["expected": .string(expectation.description), "actual": JSON(actual), "met": .bool(isMet)]
  }
}

extension Finding {
  /// The finding as every part of the mock shows it.
  var json: JSON {
    [
      "id": .string(rule.id), "severity": .string(rule.severity.rawValue),
      "title": .string(rule.title), "connections": JSON(connectionCount),
      "evidence": .array(evidence.map(\.json)), "advice": .string(rule.advice),
      "reference": .string(rule.reference),
    ]
  }
}

extension Evidence {
  fileprivate var json: JSON {
    [
      "observation": .string(observation), "connection": .string(connection),
      "at": .string(time.isoText), "ids": .object(ids),
    ]
  }
}
