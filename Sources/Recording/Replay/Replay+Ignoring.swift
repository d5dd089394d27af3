extension Replay {
  /// Finds the recorded line that a client's move repeats where some fields do not count.
  ///
  /// What its values come to finds nothing then, so that the lines of the same method and path, or of the same event,
  /// are compared one after the other.
  mutating func matchLoosely(
    _ move: ClientMove, on connection: String?, _ visitor: Int, opener: Int?, at now: Duration
  ) -> (line: Int, visitor: Int)? {
    guard let key = script.lines.index.keys.place(of: move.key) else { return nil }
    let lines = script.lines(of: key).map { Int($0) }
    let here = connection.flatMap { script.lines.index.connections.place(of: $0) }
    let limit = recordedTime(at: now)
    for order in looseOrders(of: lines, isRead: move.isRead, limit: limit) {
      let own = order.filter { here == nil || script.entry($0).connection == here }
      let others = here == nil ? [] : order.filter { script.entry($0).connection != here }
      for line in own + others {
        guard let fitting = fit(line, move, visitor) else { continue }
        return (line, take(line, by: visitor, fitting.found, opener: opener, at: now))
      }
    }
    guard visitors.count < Replay.visitorLimit else { return nil }
    for line in lines {
      guard let fitting = fit(line, move, nil) else { continue }
      visitors.append(ReplayValues(parent: nil))
      return (
        line, take(line, by: visitors.count - 1, fitting.found, at: now, isNew: true)
      )
    }
    return nil
  }

  /// In which order lines are tried: what was not played yet before what was, the answer of now before one of later.
  private func looseOrders(of lines: [Int], isRead: Bool, limit: Duration) -> [[Int]] {
    let open = lines.filter { !played.contains($0) }
    let repeats = Array(lines.filter { played.contains($0) }.reversed())
    guard isRead else { return [open, repeats] }
    let now = Array(open.filter { script.time($0) <= limit }.reversed())
    return [now, open, repeats]
  }
}
