import ElizaModel
import JSON

extension Agent {
  /// The agent as the list shows it.
  var summary: AgentSummary {
    AgentSummary(
      id: id, name: name, characterName: name, bio: bio.first ?? "", status: status.rawValue)
  }

  /// The whole agent.
  func publicBody(_ profile: Profile) -> AgentBody {
    AgentBody(
      id: id, owner: profile.agentOwner, createdAt: createdAt, updatedAt: updatedAt,
      character: fullCharacter(profile), status: status.rawValue)
  }

  private func fullCharacter(_ profile: Profile) -> JSONObject {
    var fields: JSONObject = ["name": .string(name), "username": .string(username)]
    fields["system"] = system.map(JSON.string)
    fields["bio"] = .array(bio.map(JSON.string))
    for key in Agent.listKeys { fields[key] = [] }
    fields["settings"] = [:]
    fields["style"] = [:]
    fields.merge(character?.value)
    if profile.showsSecrets, status == .active, fields["settings"]?["secrets"] == nil {
      var settings = fields["settings"]?.objectValue ?? [:]
      settings["secrets"] = [:]
      fields["settings"] = .object(settings)
    }
    return fields
  }

  private static let listKeys = [
    "messageExamples", "postExamples", "topics", "adjectives", "knowledge", "plugins",
  ]
}
