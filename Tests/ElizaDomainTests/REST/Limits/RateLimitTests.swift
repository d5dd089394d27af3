import ElizaDomain
import HTTP1
import HostInterface
import JSON
import Testing

/// Section 1.5 of the HTTP contract.
@Suite struct RateLimitTests {
  private let refusal: JSON = [
    "success": false,
    "error": [
      "code": "RATE_LIMIT_EXCEEDED", "message": "Too many requests. Please try again later.",
    ],
  ]

  /// The policy, the limit, what is left, and the seconds until it is renewed.
  private func standing(_ exchange: MemoryExchange) -> [String?] {
    ["Policy", "Limit", "Remaining", "Reset"].map { exchange.response?.headers["RateLimit-\($0)"] }
  }

  @Test func nobodyIsLimitedUnlessAskedFor() {
    let api = RESTAPI.testing(.testing(.v1_7_2))
    for _ in 0..<1_001 { #expect(api.call(.get, "/api/server/ping").status == 200) }
    #expect(standing(api.call(.get, "/api/server/ping")) == [nil, nil, nil, nil])
  }

  @Test func aThousandCallsInFifteenMinutesAreAnswered() {
    let world = World.testing(.v1_7_2)
    let api = RESTAPI.testing(world, rateLimits: .real)
    #expect(standing(api.call(.get, "/api/server/ping")) == ["1000;w=900", "1000", "999", "900"])
    world.clock.advance(by: .milliseconds(1_500))
    for _ in 0..<998 { api.call(.get, "/api/server/ping") }
    let last = api.call(.get, "/api/nothing")
    #expect(last.status == 404)
    #expect(standing(last) == ["1000;w=900", "1000", "0", "899"])
    #expect(last.response?.headers["Retry-After"] == nil)
    let refused = api.call(.get, "/api/server/ping")
    #expect(refused.status == 429)
    #expect(refused.json == refusal)
    #expect(standing(refused) == ["1000;w=900", "1000", "0", "899"])
    #expect(refused.response?.headers["Retry-After"] == "899")
    world.clock.advance(by: .milliseconds(898_500))
    #expect(standing(api.call(.get, "/api/server/ping")) == ["1000;w=900", "1000", "999", "900"])
  }

  @Test func eachClientHasAWindowOfItsOwn() {
    let api = RESTAPI.testing(
      .testing(), rateLimits: RateLimits(api: .init(requests: 1, seconds: 60)))
    #expect(api.call(.get, "/api/server/ping").status == 200)
    #expect(api.call(.get, "/api/server/ping").status == 429)
    #expect(api.call(.get, "/api/server/ping", from: "127.0.0.2").status == 200)
  }

  @Test func whatComesBeforeTheLimiterDoesNotCount() {
    let api = RESTAPI.testing(
      .testing(.v1_7_2), apiKey: "k", rateLimits: RateLimits(api: .init(requests: 1, seconds: 60)))
    var broken = HTTPRequest(method: .post, target: "/api/nothing", body: Array("{".utf8))
    broken.headers.add("Content-Type", "application/json")
    for _ in 0..<3 {
      let exchange = MemoryExchange()
      api.handle(broken, on: exchange)
      #expect(exchange.status == 500)
      #expect(standing(exchange) == [nil, nil, nil, nil])
      #expect(standing(api.call(.get, "/api/server/ping")) == [nil, nil, nil, nil])
      #expect(api.call(.options, "/api/server/ping").status == 204)
      #expect(api.call(.get, "/health").status == 200)
    }
    let key = [("X-API-KEY", "k")]
    #expect(api.call(.get, "/api/server/ping", headers: key).status == 200)
    #expect(api.call(.get, "/api/server/ping", headers: key).status == 429)
  }

  @Test func healthChecksAreLimitedForClientsFromAfar() {
    let api = RESTAPI.testing(.testing(.v1_6_4), rateLimits: .real)
    for number in 0..<100 {
      let path = number.isMultiple(of: 2) ? "/healthz" : "/health"
      #expect(api.call(.get, path, from: "127.0.0.9").status == 200)
    }
    let refused = api.call(.get, "/healthz", from: "127.0.0.9")
    #expect(refused.status == 429)
    #expect(
      refused.text == "Too many health check requests from this IP, please try again later.")
    #expect(refused.response?.headers["Content-Type"] == "text/html; charset=utf-8")
    #expect(standing(refused) == ["100;w=60", "100", "0", "60"])
    for near in ["127.0.0.1", "::1", "10.1.2.3", "172.20.0.1", "192.168.1.1"] {
      let answer = api.call(.get, "/healthz", from: near)
      #expect(answer.status == 200)
      #expect(standing(answer) == [nil, nil, nil, nil])
    }
  }

  @Test func soundAndUploadsHaveTighterLimitsEachOfItsOwn() {
    let api = RESTAPI.testing(.testing(.v1_7_2), rateLimits: .real)
    let upload = "/api/messaging/channels/\(String.ann)/upload-media"
    #expect(standing(api.call(.get, "/api/audio/nothing")) == ["100;w=300", "100", "99", "300"])
    for _ in 0..<49 { api.call(.get, "/api/audio/nothing") }
    let refused = api.call(.get, "/api/audio/nothing")
    #expect(refused.status == 429)
    #expect(refused.json["error"]?["code"] == "UPLOAD_RATE_LIMIT_EXCEEDED")
    #expect(standing(refused) == ["50;w=900", "50", "0", "900"])
    #expect(standing(api.call(.get, upload)) == ["100;w=300", "100", "99", "300"])
    #expect(standing(api.call(.get, "/api/server/ping")) == ["1000;w=900", "1000", "947", "900"])
  }

  @Test func workOnFilesIsLimitedToo() {
    let world = World.testing(.v1_7_2)
    var limits = RateLimits.real
    limits.uploads?.requests = 200
    let api = RESTAPI.testing(world, rateLimits: limits)
    for _ in 0..<100 { api.call(.get, "/api/audio/nothing") }
    let refused = api.call(.get, "/api/audio/nothing")
    #expect(refused.json["error"]?["code"] == "FILE_RATE_LIMIT_EXCEEDED")
    #expect(refused.response?.headers["Retry-After"] == "300")
  }

  @Test func uploadsUnderMediaHaveTheLimiterOfALibrary() {
    let world = World.testing(.v1_7_2)
    let api = RESTAPI.testing(world, rateLimits: .real)
    let path = "/api/media/channels/\(String.ann)/upload-media"
    let first = api.call(.get, path)
    #expect(standing(first) == ["1000;w=900", "1000", "999", "900"])
    #expect(first.response?.headers["X-RateLimit-Limit"] == "100")
    #expect(first.response?.headers["X-RateLimit-Remaining"] == "99")
    #expect(first.response?.headers["X-RateLimit-Reset"] == "1768818631")
    for _ in 0..<99 { api.call(.get, path) }
    let refused = api.call(.get, path)
    #expect(refused.status == 429)
    #expect(
      refused.json
        == ["success": false, "error": "Too many requests, please try again later."])
    #expect(refused.response?.headers["Retry-After"] == "900")
  }
}
