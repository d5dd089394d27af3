import ElizaDomain
import ElizaModel
import Scenario
import TLS

extension Agent {
  /// Brings a configured agent to life; a name in place of an id gets the id ElizaOS derives from it.
  init(_ configured: MockServerConfiguration.Agent, at now: Timestamp) {
    let isName = !Identifier.isUUID(configured.id)
    let name = configured.name ?? (isName ? configured.id : "Agent \(configured.id.prefix(8))")
    self.init(
      id: isName ? Identifier.derived(from: configured.id, sha1: Digest.sha1) : configured.id,
      name: name, username: name.lowercased(),
      bio: ["\(name) answers with scripted replies, so that a frontend can be built offline."],
      system: "Respond to all messages in a helpful, conversational manner.", createdAt: now)
  }
}

extension MockServerConfiguration {
  /// The agents there are at the start apart from those of the scenario and of files.
  var cast: [Agent] {
    agents == [.eliza] && !scenario.agents.isEmpty ? [] : agents
  }
}
