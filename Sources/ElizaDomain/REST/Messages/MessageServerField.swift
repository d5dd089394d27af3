import ElizaModel
import JSON

/// Finds the message server's id in a body, by the names the profile understands.
struct MessageServerField {
  let world: World

  /// The id as sent; a lenient profile knows every name and takes the default for none.
  func value(in body: JSON, connection: String) -> String? {
    switch world.profile.naming {
    case .legacy: return body["server_id"]?.stringValue
    case .current: return body["message_server_id"]?.stringValue ?? legacyValue(in: body)
    case .both: break
    }
    let names = ["message_server_id", "messageServerId", "server_id", "serverId"]
    let sent = names.lazy.compactMap { body[$0]?.stringValue }.first { !$0.isEmpty }
    if let sent, sent != "0" { return sent }
    guard world.profile.fillsInMessageServer else { return sent }
    world.findings.note(.missingMessageServer, connection: connection)
    return Identifier.defaultMessageServer
  }

  /// The current names' releases copy the old name when the new one is missing.
  private func legacyValue(in body: JSON) -> String? {
    body["message_server_id"]?.isTruthy == true ? nil : body["server_id"]?.stringValue
  }
}
