import Bytes
import HTTP1
import JSON

/// The table of calls: finds the one that is meant, or says which is nearest.
struct ControlRouter {
  let routes: [ControlRoute]

  /// A call that was found, with the values of the segments in braces.
  struct Match {
    let route: ControlRoute
    let parameters: [String: String]
  }

  /// Finds the call of a method at a path below the base; throws when there is none.
  func match(_ method: HTTPMethod, _ path: [String]) throws(Problem) -> Match {
    let wanted = method == .head ? .get : method
    var allowed: [HTTPMethod] = []
    for route in routes {
      guard let parameters = route.parameters(in: path) else { continue }
      if route.method == wanted { return Match(route: route, parameters: parameters) }
      allowed.append(route.method)
    }
    guard allowed.isEmpty else { throw .methodNotAllowed(method, allowed) }
    throw .notFound(hint: hint(for: path))
  }

  private func hint(for path: [String]) -> String {
    let names = routes.map { "\($0.method) \(ControlAPI.base)/\($0.pattern)" }
    let asked = path.joined(separator: "/")
    let nearest = Nearest.word(to: asked, among: routes.map(\.pattern))
    if let nearest, let index = routes.firstIndex(where: { $0.pattern == nearest }) {
      return "Did you mean \(names[index])? All calls are in \(ControlAPI.base)/control.json."
    }
    return "All calls are in \(ControlAPI.base)/control.json."
  }
}
