import ElizaModel
import JSON

/// A fixture in the order in which a replay needs it.
struct ReplayScript {
  let lines: [FixtureLine]
  /// The lines of clients by what they do, in order.
  private(set) var candidates: [String: [Int]] = [:]
  /// What the server said because of a line of a client, in order.
  private(set) var effects: [Int: [Int]] = [:]
  /// The names, moments included, that first appear in what the server said because of a line.
  private(set) var coined: [Int: [String]] = [:]
  /// The names that the server made up.
  private(set) var serverNames: Set<String> = []
  /// The lines of clients that change something, in order.
  private(set) var writes: [Int] = []

  init(_ fixture: Fixture) {
    lines = fixture.lines
    var last: [String: Int] = [:]
    for (index, line) in lines.enumerated() {
      let names = fixture.names[index] ?? []
      switch line.content.direction {
      case .toServer?:
        if let key = ReplayScript.key(of: line.content) {
          candidates[key, default: []].append(index)
        }
        if !line.isRead { writes.append(index) }
        if let connection = line.content.connection { last[connection] = index }
      case .toClient?:
        serverNames.formUnion(names)
        let cause = line.cause ?? line.content.connection.flatMap { last[$0] }
        guard let cause else { continue }
        effects[cause, default: []].append(index)
        coined[cause, default: []] += names
      case nil: break
      }
    }
  }

  /// What a line of a client is found by: method and path without ids, or the name of the event.
  static func key(of content: FixtureLine.Content) -> String? {
    switch content {
    case .request(let request): key(method: request.method, target: request.target)
    case .open(let opening): "open \(opening.namespace)"
    case .event(let event): "ev \(event.namespace) \(event.name)"
    default: nil
    }
  }

  static func key(method: String, target: String) -> String {
    let path = target.prefix { $0 != "?" }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      var hasName = Identifier.isUUID(String(part))
      Mentions.visit(String(part)) { _ in hasName = true }
      return hasName ? "*" : String(part)
    }
    return "\(method) \(parts.joined(separator: "/"))"
  }
}

extension FixtureLine {
  /// Whether a client's line changes nothing.
  var isRead: Bool {
    if case .request(let request) = content { return request.isRead }
    return false
  }
}
