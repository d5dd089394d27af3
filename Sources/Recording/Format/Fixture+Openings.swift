extension Fixture {
  /// The place of the first line that tells of a connection, or of one of its namespaces, which no line before it has
  /// opened, and what to call that.
  package var unopened: (place: Int, connection: String)? {
    var opened: [String: Set<String>] = [:]
    for (place, line) in lines.enumerated() {
      guard let connection = line.content.connection else { continue }
      if case .open(let opening) = line.content {
        opened[connection, default: []].insert(opening.namespace)
      } else if opened[connection] == nil {
        return (place, connection)
      } else if let namespace = line.content.namespace,
        opened[connection]?.contains(namespace) == false
      {
        return (place, "\(connection) in the namespace \(namespace)")
      }
    }
    return nil
  }
}
