import HTTP1
import Testing

@testable import ElizaDomain

extension Contract {
  fileprivate static let testing = Contract("Tests", tier: .rare, section: "0")
}

@Suite struct RouterTests {
  private func router(_ routes: [(HTTPMethod, String)]) -> Router {
    var router = Router()
    for (method, path) in routes { router.add(method, path, .testing) { _ in .later } }
    return router
  }

  private func found(_ router: Router, _ method: HTTPMethod, _ path: String) -> [String]? {
    guard case .route(let route, let values) = router.match(method, path: path[...]) else {
      return nil
    }
    return [route.pattern.text] + values.map(String.init)
  }

  @Test(arguments: [
    "/api/agents", "/api/agents/", "/API/Agents", "/api/AGENTS/",
  ])
  func findsFixedPathsInAnyCaseWithOrWithoutASlashAtTheEnd(path: String) {
    let router = router([(.get, "/api/agents")])
    #expect(found(router, .get, path) == ["/api/agents"])
    #expect(found(router, .head, path) == ["/api/agents"])
  }

  @Test(arguments: [
    "", "api/agents", "/api//agents", "//api/agents", "/api/agents//", "/api/%61gents", "/api",
    "/api/agents/x/y",
  ])
  func findsNothingElse(path: String) {
    let router = router([(.get, "/api/agents"), (.get, "/api/agents/:agentId")])
    #expect(found(router, .get, path) == nil)
  }

  @Test func keepsTheCaseAndTheEncodingOfParameters() {
    let router = router([(.delete, "/c/:channel/agents/:agent")])
    #expect(
      found(router, .delete, "/C/A%20b/Agents/ÄÖ") == ["/c/:channel/agents/:agent", "A%20b", "ÄÖ"])
  }

  @Test func prefersFixedPartsButComesBackFromThem() {
    let router = router([
      (.get, "/s/:id"), (.get, "/s/health"), (.get, "/s/:id/messages"),
    ])
    #expect(found(router, .get, "/s/health") == ["/s/health"])
    #expect(found(router, .get, "/s/healthy") == ["/s/:id", "healthy"])
    #expect(found(router, .get, "/s/health/messages") == ["/s/:id/messages", "health"])
  }

  @Test func fallsBackToAParameterWhenTheFixedPartHasOnlyOtherMethods() {
    let router = router([(.post, "/s/health"), (.get, "/s/:id")])
    #expect(found(router, .get, "/s/health") == ["/s/:id", "health"])
  }

  @Test func namesTheMethodsOfAPath() {
    let router = router([(.get, "/a"), (.post, "/a")])
    guard case .otherMethods(let routes) = router.match(.put, path: "/a") else {
      return #expect(Bool(false))
    }
    #expect(routes.map(\.method) == [.get, .post])
    guard case .none = router.match(.put, path: "/b") else { return #expect(Bool(false)) }
  }

  @Test func keepsTheFirstOfTwoRoutesForTheSamePath() {
    var router = Router()
    router.add(.get, "/a/:first", .testing) { _ in .empty(.ok) }
    router.add(.get, "/a/:second", .testing) { _ in .empty(.gone) }
    #expect(found(router, .get, "/a/x") == ["/a/:first", "x"])
  }
}
