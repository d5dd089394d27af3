import Bytes
import HTTP1

/// Finds the route of a request as Express does.
///
/// Fixed parts compare without regard to case and are never percent-decoded; one trailing slash does
/// not count, an empty part does. A fixed part is preferred to a parameter. Cost grows with the length
/// of the path only.
struct Router {
  /// What was found for a path and a method.
  enum Match {
    /// A route, with the values of its parameters still encoded.
    case route(Route, values: [Substring])
    /// Routes of other methods only.
    case otherMethods([Route])
    /// Nothing.
    case none
  }

  private struct Node {
    var literals: [String: Int] = [:]
    var parameter: Int?
    var routes: [Route] = []

    func route(_ method: HTTPMethod) -> Route? { routes.first { $0.method == method } }
  }

  private var nodes = [Node()]
  /// Where the routes without parameters end, by their whole path: most requests need no more.
  private var fixedPaths: [String: Int] = [:]

  /// Every route, in the order they were added.
  private(set) var routes: [Route] = []

  /// Adds a route; the first of several for the same method and path counts.
  mutating func add(
    _ method: HTTPMethod, _ path: String, _ contract: Contract, _ handler: @escaping Route.Handler
  ) {
    let route = Route(
      number: routes.count, method: method, pattern: RoutePattern(path), contract: contract,
      handler: handler)
    var position = 0
    for segment in route.pattern.segments {
      position = child(of: position, for: segment)
    }
    nodes[position].routes.append(route)
    routes.append(route)
    if route.pattern.parameterNames.isEmpty { fixedPaths[path] = position }
  }

  /// The route without parameters whose path is exactly this one, or nil; costs one look-up.
  func fixedRoute(_ method: HTTPMethod, path: Substring) -> Route? {
    guard let position = fixedPaths[String(path)] else { return nil }
    return nodes[position].route(method == .head ? .get : method)
  }

  /// The route for a method and the path of a request target.
  func match(_ method: HTTPMethod, path: Substring) -> Match {
    if let route = fixedRoute(method, path: path) { return .route(route, values: []) }
    let wanted = method == .head ? .get : method
    guard let parts = Router.parts(of: path) else { return .none }
    var values: [Substring] = []
    var others: [Route] = []
    let found = descend(from: 0, parts[...], values: &values) { node in
      if let route = node.route(wanted) { return route }
      others += node.routes
      return nil
    }
    if let found { return .route(found, values: values) }
    return others.isEmpty ? .none : .otherMethods(others)
  }

  /// The parts of a path, or nil when it does not begin with a slash or has an empty part.
  static func parts(of path: Substring) -> [Substring]? {
    guard path.utf8.first == ASCII.slash else { return nil }
    var rest = path.utf8.dropFirst()
    if rest.last == ASCII.slash { rest = rest.dropLast() }
    guard !rest.isEmpty else { return [] }
    let parts = rest.split(separator: ASCII.slash, omittingEmptySubsequences: false)
    return parts.contains { $0.isEmpty } ? nil : parts.map(Substring.init)
  }

  private mutating func child(of position: Int, for segment: RoutePattern.Segment) -> Int {
    let known =
      switch segment {
      case .literal(let text): nodes[position].literals[text]
      case .parameter: nodes[position].parameter
      }
    if let known { return known }
    nodes.append(Node())
    switch segment {
    case .literal(let text): nodes[position].literals[text] = nodes.count - 1
    case .parameter: nodes[position].parameter = nodes.count - 1
    }
    return nodes.count - 1
  }

  private func descend(
    from position: Int, _ parts: ArraySlice<Substring>, values: inout [Substring],
    _ pick: (Node) -> Route?
  ) -> Route? {
    let node = nodes[position]
    guard let part = parts.first else { return pick(node) }
    if !node.literals.isEmpty, let next = node.literals[part.lowercased()],
      let route = descend(from: next, parts.dropFirst(), values: &values, pick)
    {
      return route
    }
    guard let next = node.parameter else { return nil }
    values.append(part)
    if let route = descend(from: next, parts.dropFirst(), values: &values, pick) { return route }
    values.removeLast()
    return nil
  }
}
