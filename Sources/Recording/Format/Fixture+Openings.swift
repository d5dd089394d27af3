extension Fixture {
  /// The place of the first line that tells of a connection which no line before it has opened, and its connection.
  package var unopened: (place: Int, connection: String)? {
    var opened: Set<String> = []
    for (place, line) in lines.enumerated() {
      guard let connection = line.content.connection else { continue }
      if case .open = line.content {
        opened.insert(connection)
      } else if !opened.contains(connection) {
        return (place, connection)
      }
    }
    return nil
  }
}
