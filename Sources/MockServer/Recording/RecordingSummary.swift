import Recording

/// What a recording holds.
public struct RecordingSummary: Hashable, Sendable {
  /// The requests.
  public internal(set) var exchanges = 0
  /// The Socket.IO events, both ways.
  public internal(set) var events = 0
  /// The Socket.IO connections.
  public internal(set) var connections = 0
  /// The different secrets that were taken out.
  public internal(set) var secrets = 0
  /// The lines that were left out since something in them still looked like a secret.
  public internal(set) var refusals = 0
  /// The names of the connections that have not ended.
  private var open: Set<String> = []

  /// What was recorded, in a sentence.
  public var text: String {
    let parts = [
      RecordingSummary.count(exchanges, "exchange"), RecordingSummary.count(events, "event"),
      RecordingSummary.count(connections, "connection"),
    ]
    let left = refusals == 0 ? "" : ", \(RecordingSummary.count(refusals, "line")) left out"
    return "\(parts[0]), \(parts[1]) on \(parts[2]); "
      + "\(RecordingSummary.count(secrets, "secret")) taken out\(left)"
  }

  mutating func count(_ line: FixtureLine) {
    switch line.content {
    case .request: exchanges += 1
    case .event: events += 1
    case .open(let opening) where opening.direction == .toServer:
      if open.insert(opening.connection).inserted { connections += 1 }
    case .shut(let closing) where closing.namespace == nil: open.remove(closing.connection)
    default: break
    }
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
