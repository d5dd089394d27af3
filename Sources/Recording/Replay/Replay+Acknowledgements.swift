package import JSON

extension Replay {
  /// Under what the client of a connection is to acknowledge an event.
  struct Question: Hashable {
    let namespace: String
    let number: Int
  }

  /// An acknowledgement of a client that the recording has.
  struct Awaited {
    let line: Int
    let visitor: Int
    /// The event it is for.
    let event: String
  }

  /// A client has acknowledged an event that was emitted with `number`.
  ///
  /// What the recorded client never acknowledged leads to nothing.
  package mutating func acknowledged(
    _ connection: Int, namespace: String = "/", number: Int, arguments: [JSON], at now: Duration
  ) -> [ReplayAction] {
    let question = Question(namespace: namespace, number: number)
    guard let awaited = awaited[connection]?.removeValue(forKey: question) else { return [] }
    guard case .acknowledgement(let recorded) = script.content(awaited.line) else {
      return [.lost(ReplayMiss(losing: awaited.line, of: script, connection: connection))]
    }
    var likeness = likeness(for: awaited.visitor, isThorough: true)
    likeness.compare(.array(recorded.arguments), .array(arguments), at: "args")
    guard likeness.difference == nil else {
      return [
        .miss(
          ReplayMiss(
            exchange: nil, connection: connection,
            asked: "the acknowledgement of event '\(awaited.event)'", nearest: awaited.line,
            difference: likeness.difference, moreDifferences: likeness.differenceCount - 1))
      ]
    }
    take(awaited.line, by: awaited.visitor, likeness.found, at: now)
    schedule(
      awaited.line, awaited.visitor, connection: connection, namespace: namespace, at: now)
    return advance(to: now, before: awaited.line + 1)
  }

  /// Remembers which line is played when a client acknowledges an event that goes out.
  mutating func awaitAcknowledgement(
    of line: Int, _ event: RecordedEvent, on connection: Int, by visitor: Int
  ) {
    guard let number = event.acknowledgement, let answer = script.acknowledgement(of: line) else {
      return
    }
    let question = Question(namespace: event.namespace, number: number)
    awaited[connection, default: [:]][question] = Awaited(
      line: answer, visitor: visitor, event: event.name)
  }
}
