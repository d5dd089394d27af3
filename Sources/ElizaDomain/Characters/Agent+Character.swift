public import ElizaModel
public import JSON

extension Agent {
  /// Brings the character of an ElizaOS definition to life.
  ///
  /// Without an id of its own it gets the one ElizaOS derives from its name. The values of its secrets
  /// are left out, since an agent's definition is served to whoever asks.
  public init(
    character json: JSON, at now: Timestamp, sha1: (Span<UInt8>) -> [UInt8]
  ) throws(CharacterError) {
    var object = try CharacterCheck.checked(json)
    for key in ["settings", "secrets"] { object[key] = Agent.withoutSecrets(key, object[key]) }
    let name = object["name"]?.stringValue ?? ""
    self.init(
      id: object["id"]?.stringValue ?? Identifier.derived(from: name, sha1: sha1), name: name,
      createdAt: now)
    Character(json: object).apply(to: &self)
  }

  /// What stands in place of a secret.
  public static let hiddenSecret = "[hidden]"

  private static func withoutSecrets(_ key: String, _ value: JSON?) -> JSON? {
    guard var object = value?.objectValue else { return value }
    guard key == "secrets" else {
      object["secrets"] = withoutSecrets("secrets", object["secrets"])
      return .object(object)
    }
    for member in object { object[member.key] = .string(hiddenSecret) }
    return .object(object)
  }
}
