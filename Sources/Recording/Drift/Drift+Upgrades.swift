extension Drift {
  /// A connection has gone on to a WebSocket.
  package mutating func upgraded(_ connection: String, at now: Duration) {
    guard !isOver, let index = script.upgrades[connection], !met.contains(index) else { return }
    meet(index, at: now)
  }

  /// A connection stays with polling, since no WebSocket was offered, or since it could not be had.
  package mutating func stayed(_ connection: String, isOffered: Bool, at now: Duration) {
    guard !isOver, let index = script.upgrades[connection], !met.contains(index) else { return }
    meet(index, at: now)
    tell(
      index,
      isOffered
        ? "refused the WebSocket that it offers, to which the recorded connection went on"
        : "offered no WebSocket, to which the recorded connection went on")
  }

  /// Tells of an upgrade that was not.
  mutating func tell(_ index: Int, _ text: String) {
    guard case .upgrade(let connection, _) = line(index).content else { return }
    report.add(.upgrade, line: index + 1, subject: "connection \(connection)", text)
  }
}
