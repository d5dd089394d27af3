import Bytes
import HTTP1

/// Tells somebody who asked for a route that does not exist which one they may have meant.
struct RouteHint {
  private let routes: [Route]

  init(routes: [Route]) {
    self.routes = routes
  }

  /// A sentence that names the nearest route, or nil when none is near.
  ///
  /// Paths with more parts than any route has by far are not looked at.
  func text(for method: HTTPMethod, path: Substring) -> String? {
    let parts = path.split(separator: "/", maxSplits: 12).map { Array($0.lowercased().utf8) }
    guard parts.count <= 12 else { return nil }
    let ranked = routes.map { (route: $0, cost: cost(of: $0, method: method, parts: parts)) }
    guard let nearest = ranked.min(by: { $0.cost < $1.cost }) else { return nil }
    let length = max(parts.count, nearest.route.pattern.segments.count)
    guard nearest.cost < min(0.55 * Double(length), 1.75) else { return nil }
    return "Did you mean \(nearest.route.method) \(nearest.route.pattern.text)?"
  }

  /// A sentence that names the methods a path has.
  static func methods(of routes: [Route]) -> String {
    "This path answers \(routes.map(\.method.rawValue).joined(separator: ", ")) only."
  }

  /// Another method costs less than any change of the path.
  private func cost(of route: Route, method: HTTPMethod, parts: [[UInt8]]) -> Double {
    let path = EditDistance.cost(from: parts, to: route.pattern.segments) { part, segment in
      switch segment {
      case .parameter: RouteHint.parameterCost(part)
      case .literal(let text): 1.5 * EditDistance.share(of: part, Array(text.utf8))
      }
    }
    return path + (route.method == method ? 0 : 0.25)
  }

  /// What looks like an id fits a parameter better than a word does.
  private static func parameterCost(_ part: [UInt8]) -> Double {
    part.contains { $0 >= 0x30 && $0 <= 0x39 } ? 0.05 : 0.3
  }
}
