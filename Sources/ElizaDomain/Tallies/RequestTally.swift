import Bytes
import ElizaModel
import HTTP1

/// Counts HTTP requests by method and path.
///
/// The first few thousand paths are told apart; of later ones the ids are left out, so that a path that is new for
/// every session cannot fill the memory.
public struct RequestTally: Sendable {
  /// How many paths are told apart.
  public static let pathLimit = 4_096

  /// One path of requests.
  struct Path: Hashable {
    let method: String
    let path: String
  }

  /// Those for a route whose path is fixed, by the number of the route; others are nil.
  private var fixed: [(path: Path, count: Int)?] = []
  private var counts: [Path: Int] = [:]
  /// Those whose path is known only with `*` in place of its ids.
  private var masked: [Path: Int] = [:]

  init() {}

  /// How many requests there were of which `isMeant` holds, told the method and the path without query.
  ///
  /// In a path whose ids were left out each of them is `*`.
  public func count(where isMeant: (_ method: String, _ path: String) -> Bool) -> Int {
    let told = fixed.lazy.compactMap { $0 } + counts.map { (path: $0.key, count: $0.value) }
    return (told + masked.map { (path: $0.key, count: $0.value) }).reduce(0) {
      isMeant($1.path.method, $1.path.path) ? $0 + $1.count : $0
    }
  }

  /// Notes a request; a `route` whose fixed path is this one is counted without looking the path up.
  mutating func note(_ method: HTTPMethod, _ path: Substring, _ route: Route?) {
    guard let route, route.method == method else { return note(method, path) }
    while fixed.count <= route.number { fixed.append(nil) }
    guard (fixed[route.number]?.count += 1) != nil else {
      fixed[route.number] = (Path(method: method.rawValue, path: String(path)), 1)
      return
    }
  }

  private mutating func note(_ method: HTTPMethod, _ path: Substring) {
    // Bytes are counted first, since counting characters costs more than all the rest.
    let kept = path.utf8.count <= 1_024 ? path : path.prefix(1_024)
    let whole = Path(method: method.rawValue, path: String(kept))
    if let known = counts.index(forKey: whole) { return counts.values[known] += 1 }
    guard counts.count >= Self.pathLimit else { return counts[whole] = 1 }
    let key = Path(method: method.rawValue, path: Self.masking(path))
    guard masked[key] != nil || masked.count < Self.pathLimit else { return }
    masked[key, default: 0] += 1
  }

  private static func masking(_ path: Substring) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false)
      .map { segment in
        Identifier.isUUID(String(segment)) || segment.contains { $0.isNumber } ? "*" : segment
      }
      .joined(separator: "/")
  }
}
