import HTTP1
import Testing

@testable import ElizaDomain

@Suite struct RouteHintTests {
  private let hint = RouteHint(
    routes: Router(world: .testing(), sha1: { _ in [] }).routes)

  @Test(arguments: [
    (HTTPMethod.post, "/api/sessions", "POST /api/messaging/sessions"),
    (.get, "/api/messaging/session", "GET /api/messaging/sessions"),
    (.get, "/api/messaging/sesions/42/mesages", "GET /api/messaging/sessions/:sessionId/messages"),
    (.get, "/api/agent", "GET /api/agents"),
    (.get, "/agents", "GET /api/agents"),
    (.get, "/api/message-servers", "GET /api/messaging/message-servers"),
    (.get, "/api/messaging/channel/7/messages", "GET /api/messaging/channels/:channelId/messages"),
    (.get, "/api/ping", "GET /api/server/ping"),
  ])
  func namesTheNearestRoute(method: HTTPMethod, path: String, route: String) {
    #expect(hint.text(for: method, path: path[...]) == "Did you mean \(route)?")
  }

  @Test(arguments: ["/", "/favicon.ico", "/a/b/c/d/e/f", "/api/x/y/z/w"])
  func namesNoneWhenNoneIsNear(path: String) {
    #expect(hint.text(for: .get, path: path[...]) == nil)
  }

  @Test func copesWithAnEndlessPath() {
    let path = String(repeating: "/a", count: 20_000)
    #expect(hint.text(for: .get, path: path[...]) == nil)
    let long = "/api/" + String(repeating: "sessions", count: 20_000)
    #expect(hint.text(for: .get, path: long[...]) != nil)
  }
}
