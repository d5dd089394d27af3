import OrderedCollections

extension World {
  /// Whether a message server exists, made on the spot when the profile is lenient.
  public func hasMessageServer(makingIfAllowed id: String, connection: String) -> Bool {
    guard messageServers[id] == nil else { return true }
    guard profile.isLenient, messageServers.count < retention.messageServers else { return false }
    findings.note(.unknownMessageServer, connection: connection)
    add(
      MessageServer(
        id: id, name: "Server \(id.prefix(8))", sourceType: "auto_created", createdAt: clock.now))
    return true
  }
}
