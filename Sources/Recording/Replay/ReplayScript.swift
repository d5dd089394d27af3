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
  /// The lines of clients that change something and that live ones are compared with, in order.
  private(set) var writes: [Int] = []
  /// The events of clients that the server answered with an error.
  private(set) var refused: Set<Int> = []

  init(_ fixture: Fixture) {
    lines = fixture.lines
    var last: [String: Int] = [:]
    // The line of a client that has to be played for a line to come: itself, or the one that led to it.
    var roots: [Int: Int] = [:]
    for (index, line) in lines.enumerated() {
      let before = line.content.connection.flatMap { last[$0] }
      if line.content.direction == .toServer, let key = ReplayScript.key(of: line.content) {
        candidates[key, default: []].append(index)
        roots[index] = index
        if !line.isRead { writes.append(index) }
        if let connection = line.content.connection { last[connection] = index }
        continue
      }
      let root = line.cause.flatMap { roots[$0] } ?? before
      roots[index] = root
      guard line.content.direction == .toClient else { continue }
      let names = fixture.names[index] ?? []
      serverNames.formUnion(names)
      guard let root else { continue }
      effects[root, default: []].append(index)
      if case .event(let event) = line.content, event.name == "messageError" {
        refused.insert(root)
      }
      coined[root, default: []] += names
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
