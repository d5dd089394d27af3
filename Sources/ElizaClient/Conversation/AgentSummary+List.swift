import ElizaModel
import JSON

extension AgentSummary {
  /// The agents in an answer, under either place where servers have put them.
  static func list(in body: JSON) -> [AgentSummary] {
    let list = body.at("data.agents")?.arrayValue ?? body["agents"]?.arrayValue ?? []
    return list.compactMap { AgentSummary(json: $0) }
  }
}
