import ElizaModel
import HTTP1

/// The refusals that every route has: before its handler is asked, and when it cannot be.
struct CommonRefusals {
  let route: Route
  let profile: Profile

  /// The refusals as answers, and the one that refuses to say again what the caller has.
  var promises: [Promise] {
    let unchanged = Promise(status: 304, body: .empty)
    return (route.method == .get ? [unchanged] : []) + refusalsByPlace
  }

  private var refusalsByPlace: [Promise] {
    guard route.pattern.text.hasPrefix("/api/") else { return outside }
    return refusals.flatMap { $0.promises(profile) } + [missingKey]
  }

  /// Outside of the API nobody turns a complaint into JSON.
  private var outside: [Promise] {
    [400, 429].map { Promise(status: $0, body: .content(type: "text/html")) }
      + Refusals.handler(400, 413).promises(profile)
  }

  private var refusals: [Refusals] {
    var refusals: [Refusals] = [.handler(400, 413, 500), .coded(429)]
    if [.post, .put, .patch].contains(route.method) { refusals.append(.coded(400)) }
    if !profile.isLenient { refusals.append(.handler(404)) }
    if profile.hasSessionErrorCodes, route.pattern.text.hasPrefix(SessionResource.base) {
      refusals.append(.session(500))
    }
    return refusals
  }

  private var missingKey: Promise {
    guard profile.release >= .v1_6_5 else {
      return Promise(status: 401, body: .content(type: "text/html"))
    }
    return .json(401, ErrorBody.Family.bare.schema, of: .bare)
  }
}
