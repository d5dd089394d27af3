import ElizaDomain
import ElizaModel
import JSON
import Scenario

extension RunReport {
  /// The report for a terminal, with a line feed at its end.
  public var text: String {
    var lines = [
      scenario.isEmpty ? "Report" : "Report of '\(scenario)'",
      "  \(Self.count(sessions, "session")), \(Self.count(joined, "join")), "
        + "\(Self.count(sent, "message")), \(replied) \(replied == 1 ? "reply" : "replies")",
    ]
    if worlds > 1 { lines.append("  \(Self.count(worlds - 1, "space")) added up with it") }
    lines += expectationLines + ruleLines + findingLines
    return lines.joined(separator: "\n") + "\n"
  }

  private var expectationLines: [String] {
    guard !verdicts.isEmpty else { return [] }
    let title = "Expectations: \(verdicts.count { $0.isMet }) of \(verdicts.count) met"
    return ["", title]
      + verdicts.map { verdict in
        "  \(verdict.isMet ? "✔" : "✘") \(verdict.expectation) (counted \(verdict.actual))"
      }
  }

  private var ruleLines: [String] {
    guard !rules.isEmpty else { return [] }
    return ["", "Rules: \(rules.count { $0.hits > 0 }) of \(rules.count) used"]
      + rules.map { rule in
        "  \(rule.hits > 0 ? "✔" : "–") \(rule.id): \(rule.hits > 0 ? "\(rule.hits)" : "unused")"
      }
  }

  private var findingLines: [String] {
    guard !findings.isEmpty else { return ["", "No findings about the frontend."] }
    return ["", "Findings about the frontend: \(findings.count)"]
      + findings.flatMap(\.lines)
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension Finding {
  /// What was seen, what to do and why, for a terminal.
  fileprivate var lines: [String] {
    let more = connectionCount > 1 ? " (\(connectionCount) connections)" : ""
    return ["  ✘ \(rule.severity.rawValue) \(rule.id): \(rule.title)\(more)"]
      + evidence.map { "      \($0.line)" } + ["      → \(rule.advice)", "      \(rule.reference)"]
  }
}

extension Evidence {
  /// When and where something was seen.
  var line: String {
    let ids = ids.map { "\($0.key) \($0.value.stringValue ?? $0.value.text)" }
    let facts = ([observation] + ids).filter { !$0.isEmpty }.joined(separator: ", ")
    return "\(time.isoText) \(connection)\(facts.isEmpty ? "" : ": \(facts)")"
  }
}
