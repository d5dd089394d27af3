import ElizaModel
import JSON

/// A character definition as clients send it: the whole, or the part that is to change.
struct Character {
  /// The fields that are the agent's own and not part of its further character.
  private static let ownFields = [
    "id", "name", "username", "system", "bio", "status", "createdAt", "updatedAt",
  ]

  let json: JSONObject

  /// The texts of the bio; nil when there is none, or none that is valid.
  var bio: [String]? {
    if let text = json["bio"]?.stringValue { return [text] }
    guard let list = json["bio"]?.arrayValue else { return nil }
    let texts = list.compactMap(\.stringValue)
    return texts.count == list.count ? texts : nil
  }

  /// What is wrong with a whole definition, in the words of a real server; nil when nothing is.
  func complaint(_ profile: Profile) -> String? {
    let prefix = "Character validation failed: "
    guard let name = json["name"]?.stringValue else {
      let expectation =
        profile.release == .v1_4_2
        ? "Required" : "Invalid input: expected string, received undefined"
      return prefix + "name: " + expectation
    }
    if name.isEmpty { return prefix + "name: Name is required" }
    if bio == nil { return prefix + "bio: Invalid input" }
    return complaintAboutChanges.map { prefix + $0 }
  }

  /// What is wrong with the part of a definition that is to change; nil when nothing is.
  var complaintAboutChanges: String? {
    do throws(CharacterError) {
      try CharacterCheck.check(changes: json)
      return nil
    } catch {
      return error.description
    }
  }

  /// Lays the definition over an agent: settings are merged, null takes back, everything else replaces.
  func apply(to agent: inout Agent) {
    if let name = json["name"]?.stringValue { agent.name = name }
    if let username = json["username"]?.stringValue { agent.username = username }
    if let system = json["system"]?.stringValue { agent.system = system }
    if let bio { agent.bio = bio }
    var character = agent.character?.value.objectValue ?? [:]
    for member in json where !Character.ownFields.contains(member.key) {
      let value = JSON?(member.value).ifNotNull
      character[member.key] =
        member.key == "settings"
        ? value.map { Character.merged(character["settings"], $0) } : value
    }
    agent.character = StoredJSON(.object(character))
  }

  /// Null removes a setting.
  private static func merged(_ old: JSON?, _ new: JSON) -> JSON {
    guard let changes = new.objectValue, var settings = old?.objectValue else { return new }
    for change in changes {
      let value = JSON?(change.value).ifNotNull
      settings[change.key] = value.map { merged(settings[change.key], $0) }
    }
    return .object(settings)
  }
}
