import ElizaModel
import JSON

extension Agent {
  /// The agent as the list shows it.
  var listedJSON: JSON {
    [
      "id": .string(id), "name": .string(name), "characterName": .string(name),
      "bio": .string(bio.first ?? ""), "status": .string(status.rawValue),
    ]
  }

  /// The whole agent.
  func json(_ profile: Profile) -> JSON {
    var body: JSONObject = ["id": .string(id), "enabled": true]
    switch profile.release {
    case .v1_4_2: break
    case .v1_6_4: body["owner_id"] = .null
    case .v1_6_5, .v1_7_2: body["server_id"] = .null
    }
    body["createdAt"] = JSON(createdAt.milliseconds)
    body["updatedAt"] = JSON(updatedAt.milliseconds)
    body["name"] = .string(name)
    body["username"] = .string(username)
    body["system"] = system.map(JSON.string)
    body["bio"] = .array(bio.map(JSON.string))
    for key in Agent.listKeys { body[key] = [] }
    body["settings"] = [:]
    body["style"] = [:]
    body.merge(character?.value)
    if profile.showsSecrets, status == .active, body["settings"]?["secrets"] == nil {
      var settings = body["settings"]?.objectValue ?? [:]
      settings["secrets"] = [:]
      body["settings"] = .object(settings)
    }
    body["status"] = .string(status.rawValue)
    return .object(body)
  }

  private static let listKeys = [
    "messageExamples", "postExamples", "topics", "adjectives", "knowledge", "plugins",
  ]
}
