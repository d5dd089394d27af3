import ContractSupport
import ElizaModel
import HTTP1
import JSON

@testable import ElizaDomain

/// Holds every answer that a test of the API gets against the contract of its route.
struct ContractWatch {
  let world: World

  /// What about an answer breaks the contract; nil when it keeps it, and for what has no route.
  func complaint(about response: HTTPResponse, to request: HTTPRequest) -> String? {
    let router = Router(world: world) { _ in [] }
    let asksWhetherNew = request.headers["If-None-Match"] != nil
    guard request.method != .options, !(asksWhetherNew && response.status.code == 304),
      case .route(let route, _) = router.match(request.method, path: request.path)
    else { return nil }
    let promises = RouteContract(route, world.profile).promises
      .filter { $0.status == response.status.code }
    let complaints = promises.map { complaint(about: response, $0) }
    guard !complaints.contains(nil) else { return nil }
    let name = "\(route.method) \(route.pattern.text) answered \(response.status.code)"
    guard !complaints.isEmpty else { return "\(name), which it does not promise" }
    return "\(name): " + complaints.compactMap { $0 }.joined(separator: "; or ")
  }

  private func complaint(about response: HTTPResponse, _ promise: Promise) -> String? {
    let type = response.headers["Content-Type"] ?? ""
    switch promise.body {
    case .empty: return response.body.isEmpty ? nil : "the body is not empty"
    case .content(let expected):
      return expected == "*/*" || type.hasPrefix(expected) ? nil : "the type is \(type)"
    case .events: return type == "text/event-stream" ? nil : "the type is \(type)"
    case .json(let schema):
      guard type == "application/json; charset=utf-8" else { return "the type is \(type)" }
      guard let body = try? JSON(parsing: response.body) else { return "the body is no JSON" }
      return schema.complaint(about: body)
    }
  }
}
