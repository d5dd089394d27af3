import ArgumentParser
import MockServer

/// An agent as typed: `ID`, or `ID=NAME`.
struct AgentArgument: ExplainedArgument {
  let agent: MockServerConfiguration.Agent

  static let expectation =
    "an id, or an id and a name such as b850bc30-45f8-0041-a00a-83df46d8555d=Eliza"

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let id = parts.first, !id.isEmpty else { return nil }
    let name = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
    agent = MockServerConfiguration.Agent(id: String(id), name: name)
  }
}
