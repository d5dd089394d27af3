import ElizaDomain
import HTTP1
import JSON
import Testing

@Suite struct TalliesTests {
  @Test func `sessions, joins, messages and replies are counted`() {
    let realtime = Realtime()
    let session = realtime.session()
    realtime.connect("A")
    realtime.join("A", session.channelID)
    realtime.send("A", "hi", to: session.channelID)
    realtime.send("A", "", to: session.channelID)
    realtime.wait(.seconds(5))
    let api = RESTAPI.testing(realtime.world)
    api.call(
      .post, "/api/messaging/sessions/\(session.id)/messages",
      ["content": "hi", "transport": "http"])
    realtime.wait(.seconds(5))
    let tallies = realtime.world.tallies
    #expect(tallies.sessions == 1)
    #expect(tallies.joined == 1)
    #expect(tallies.sent == 2)
    #expect(tallies.replied == 2)
    #expect(tallies.events(named: "message") == 3)
    #expect(tallies.events(named: "2") == 0)
    #expect(
      tallies.requests.count { method, path in method == "POST" && path.hasSuffix("/messages") }
        == 1)
    tallies.reset()
    #expect(tallies.sessions + tallies.joined + tallies.sent + tallies.replied == 0)
    #expect(tallies.events(named: "message") == 0)
    #expect(tallies.requests.count { _, _ in true } == 0)
  }

  @Test func `events nobody knows are counted, but not without end`() {
    let realtime = Realtime(.v1_7_2)
    realtime.connect("A")
    for name: JSON in ["typing", "typing", "join", "1"] { realtime.emit("A", name, ["a": 1]) }
    let tallies = realtime.world.tallies
    #expect(tallies.events(named: "typing") == 2)
    #expect(tallies.events(named: "join") == 1)
    #expect(tallies.events(named: "1") == 1)
    for number in 0..<1_000 { realtime.emit("A", .string("event \(number)")) }
    #expect(tallies.events(named: "event 10") == 1)
    #expect(tallies.events(named: "event 999") == 0)
  }

  @Test func `requests beyond many paths are counted without their ids`() {
    let world = World.testing()
    let api = RESTAPI.testing(world)
    for number in 0..<RequestTally.pathLimit { api.call(.get, "/x/\(number)") }
    for _ in 0..<3 { api.call(.get, "/y/5f0c2b1e-7a44-4d7c-9f0e-1c2d3e4f5a6b/z?q=1") }
    let count = world.tallies.requests.count { $1 == "/y/*/z" }
    #expect(count == 3)
    #expect(world.tallies.requests.count { $1.hasPrefix("/x/") } == RequestTally.pathLimit)
  }

  @Test func `requests for a fixed path are counted by their method`() {
    let world = World.testing()
    let api = RESTAPI.testing(world)
    for _ in 0..<3 { api.call(.get, "/api/server/ping?a=1") }
    api.call(.head, "/api/server/ping")
    api.call(.get, "/api/server/ping/")
    api.call(.post, "/api/server/ping")
    let requests = world.tallies.requests
    #expect(requests.count { $0 == "GET" && $1 == "/api/server/ping" } == 3)
    #expect(requests.count { $0 == "HEAD" && $1 == "/api/server/ping" } == 1)
    #expect(requests.count { $1.hasPrefix("/api/server/ping") } == 6)
    world.tallies.reset()
    #expect(world.tallies.requests.count { _, _ in true } == 0)
  }

  @Test func `rules are counted by name`() {
    let world = World.testing()
    for _ in 0..<2 { world.tallies.ruleUsed("greeting") }
    #expect(world.tallies.hits(ofRule: "greeting") == 2)
    #expect(world.tallies.hits(ofRule: "other") == 0)
  }
}
