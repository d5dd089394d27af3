import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import Testing

@Suite struct RESTAPITests {
  @Test func answersEveryOPTIONSWith204() {
    let api = RESTAPI.testing(.testing())
    for path in ["/api/messaging/sessions", "/api/nothing", "/", "/api//x"] {
      let answer = api.call(.options, path, headers: [("Origin", "http://page.example")])
      #expect(answer.status == 204)
      #expect(answer.response?.headers["Access-Control-Allow-Origin"] == "http://page.example")
      #expect(answer.response?.headers["Access-Control-Allow-Credentials"] == "true")
    }
  }

  @Test func allowsTheHeadersAPageAsksForOnlyWhenLenient() {
    let asked = [("Access-Control-Request-Headers", "content-type, x-entity-id,x-own")]
    let world = World.testing()
    let lenient = RESTAPI.testing(world).call(.options, "/api/agents", headers: asked)
    #expect(
      lenient.response?.headers["Access-Control-Allow-Headers"]
        == "Content-Type,Authorization,X-API-KEY,X-Entity-Id,x-own")
    #expect(world.findings.all.map(\.rule.id) == ["preflight-header"])
    let strict = RESTAPI.testing(.testing(.v1_7_2)).call(.options, "/api/agents", headers: asked)
    #expect(
      strict.response?.headers["Access-Control-Allow-Headers"]
        == "Content-Type,Authorization,X-API-KEY")
  }

  @Test func allowsOneOriginWhenToldSo() {
    let api = RESTAPI.testing(.testing(), allowedOrigin: "http://one.example")
    let answer = api.call(.get, "/api/server/ping", headers: [("Origin", "http://two.example")])
    #expect(answer.response?.headers["Access-Control-Allow-Origin"] == "http://one.example")
    #expect(answer.response?.headers["Vary"] == "Origin")
    #expect(answer.response?.headers["Access-Control-Expose-Headers"] == "X-Total-Count")
    let page = api.call(.get, "/healthz", headers: [("Origin", "http://two.example")])
    #expect(page.response?.headers["Access-Control-Expose-Headers"] == nil)
    let open = RESTAPI.testing(.testing()).call(
      .get, "/api/server/ping", headers: [("Origin", "http://two.example")])
    #expect(open.response?.headers["Access-Control-Expose-Headers"] == nil)
  }

  @Test func addsSecurityHeadersToNumberedProfilesOnly() {
    for (profile, expected) in [(Profile.lenient, nil), (.v1_7_2, "nosniff" as String?)] {
      let answer = RESTAPI.testing(.testing(profile)).call(.get, "/api/server/ping")
      #expect(answer.response?.headers["X-Content-Type-Options"] == expected)
    }
    let forced = RESTAPI.testing(.testing(), addsSecurityHeaders: true)
      .call(.get, "/api/server/ping")
    #expect(forced.response?.headers["X-Content-Type-Options"] == "nosniff")
  }

  @Test func aBearerTokenIsAKeyWhenLenientOnly() {
    let bearer = [("Authorization", "Bearer k")]
    let world = World.testing()
    let api = RESTAPI.testing(world, apiKey: "k")
    #expect(api.call(.get, "/api/agents", headers: bearer).status == 200)
    #expect(world.findings.all.map(\.rule.id) == ["bearer-key"])
    #expect(api.call(.get, "/api/agents", headers: [("Authorization", "Bearer x")]).status == 401)
    for profile in [Profile.v1_4_2, .v1_6_4, .v1_6_5, .v1_7_2] {
      let strict = RESTAPI.testing(.testing(profile), apiKey: "k")
      #expect(strict.call(.get, "/api/agents", headers: bearer).status == 401)
    }
  }

  @Test func readsTheBodyBeforeItAsksForTheKey() {
    let api = RESTAPI.testing(.testing(), apiKey: "k")
    var broken = HTTPRequest(method: .post, target: "/api/nothing", body: Array("{".utf8))
    broken.headers.add("Content-Type", "application/json")
    let exchange = MemoryExchange()
    api.handle(broken, on: exchange)
    #expect(exchange.status == 400)
    #expect(api.call(.get, "/api/agents").status == 401)
    #expect(api.call(.get, "/api/agents", headers: [("x-api-key", "k")]).status == 200)
    #expect(api.call(.get, "/healthz").status == 200)
  }

  @Test func refusesBodiesOfOtherTypes() {
    let api = RESTAPI.testing(.testing())
    var request = HTTPRequest(method: .post, target: "/api/agents", body: Array("x".utf8))
    request.headers.add("Content-Length", "1")
    request.headers.add("Content-Type", "text/plain")
    let exchange = MemoryExchange()
    api.handle(request, on: exchange)
    #expect(exchange.status == 400)
    #expect(exchange.json["error"]?["code"] == "INVALID_CONTENT_TYPE")
  }

  @Test func answersUnknownRoutesInJSONAndNamesTheNearestWhenLenient() {
    let lenient = RESTAPI.testing(.testing()).call(.get, "/api/messaging/session")
    #expect(lenient.status == 404)
    #expect(lenient.json["error"] == ["message": "API endpoint not found", "code": 404])
    #expect(lenient.json["hint"] == "Did you mean GET /api/messaging/sessions?")
    let method = RESTAPI.testing(.testing()).call(.put, "/api/messaging/sessions")
    #expect(method.json["hint"] == "This path answers POST, GET only.")
    let strict = RESTAPI.testing(.testing(.v1_7_2)).call(.get, "/api/messaging/session")
    #expect(
      strict.json
        == ["success": false, "error": ["message": "API endpoint not found", "code": 404]])
  }

  @Test func answers304WhenTheClientHasTheBody() throws {
    let api = RESTAPI.testing(.testing())
    let tag = try #require(api.call(.get, "/api/agents").response?.headers["ETag"])
    #expect(tag.hasPrefix("W/\""))
    let known = "W/\"x\", \(tag)"
    let again = api.call(.get, "/api/agents", headers: [("If-None-Match", known)])
    #expect(again.status == 304)
    #expect(again.text.isEmpty)
    #expect(again.response?.headers["Content-Type"] == nil)
    let fresh = api.call(
      .get, "/api/agents", headers: [("If-None-Match", tag), ("Cache-Control", "no-cache")])
    #expect(fresh.status == 200)
  }

  @Test func looksForAnAgentInTheQueryOnlyWhenStrict() {
    let strict = RESTAPI.testing(.testing(.v1_7_2))
    #expect(strict.call(.get, "/api/agents?agentId=all").status == 400)
    #expect(strict.call(.get, "/api/agents?agentId=\(String.bob)").status == 404)
    #expect(strict.call(.get, "/api/agents?agentId=\(String.eliza)").status == 200)
    #expect(RESTAPI.testing(.testing()).call(.get, "/api/agents?agentId=all").status == 200)
  }

  @Test(arguments: [(Profile.lenient, 400), (.v1_7_2, 500)])
  func blamesTheRequestWhereARealServerBlamesItself(profile: Profile, status: Int) {
    let answer = RESTAPI.testing(.testing(profile)).call(.post, "/api/agents")
    #expect(answer.status == status)
    #expect(answer.json.at("error.code") == JSON(status))
  }

  @Test(arguments: [(Profile.lenient, 400), (.v1_7_2, 500)])
  func refusesParametersThatDoNotDecode(profile: Profile, status: Int) {
    let api = RESTAPI.testing(.testing(profile))
    let session = api.call(.get, "/api/messaging/sessions/%E0%A4%A")
    #expect(session.status == status)
    #expect(session.json["error"]?["code"] == "INTERNAL_SERVER_ERROR")
    let channel = api.call(.get, "/api/messaging/channels/%/details")
    #expect(channel.json["error"]?["message"] == "Failed to decode param '%'")
  }
}
