import ElizaDomain
import Scenario

extension RunReport {
  /// The report as JUnit XML: a test an expectation, and one a finding.
  ///
  /// Findings do not fail, unless something is expected of them; what was seen is their output.
  public var junit: String {
    let failures = verdicts.count { !$0.isMet }
    let name = scenario.isEmpty ? "eliza-mock" : scenario
    var xml = XMLText()
    xml.open(
      "testsuites",
      [
        ("name", name), ("tests", "\(verdicts.count + findings.count)"),
        ("failures", "\(failures)"),
      ])
    xml.open(
      "testsuite",
      [("name", "expectations"), ("tests", "\(verdicts.count)"), ("failures", "\(failures)")])
    for verdict in verdicts { append(verdict, to: &xml) }
    xml.close("testsuite")
    xml.open(
      "testsuite",
      [("name", "findings"), ("tests", "\(findings.count)"), ("failures", "0")])
    for finding in findings { append(finding, to: &xml) }
    xml.close("testsuite")
    xml.close("testsuites")
    return xml.text
  }

  private func append(_ verdict: Verdict, to xml: inout XMLText) {
    let attributes = [
      ("classname", "eliza-mock.expectations"), ("name", verdict.expectation.description),
    ]
    guard !verdict.isMet else { return xml.empty("testcase", attributes) }
    xml.open("testcase", attributes)
    xml.empty("failure", [("message", "counted \(verdict.actual)")])
    xml.close("testcase")
  }

  private func append(_ finding: Finding, to xml: inout XMLText) {
    let rule = finding.rule
    xml.open("testcase", [("classname", "eliza-mock.findings"), ("name", rule.id)])
    let lines =
      ["\(rule.severity.rawValue): \(rule.title)"] + finding.evidence.map(\.line)
      + [rule.advice, rule.reference]
    xml.element("system-out", lines.joined(separator: "\n"))
    xml.close("testcase")
  }
}
