import ElizaDomain
import HTTP1
import JSON
import Testing

/// Section 8.7 of the HTTP contract.
@Suite struct WorldAPITests {
  private let path = "/api/agents/\(String.eliza)/worlds"

  private func created(_ profile: Profile, _ body: JSON) -> JSON? {
    let answer = RESTAPI.testing(.testing(profile)).call(.post, path, body)
    #expect(answer.status == 201)
    var world = answer.json.at("data.world")?.objectValue
    #expect(world?["id"]?.stringValue?.count == 36)
    world?["id"] = nil
    return world.map(JSON.object)
  }

  @Test func `a world is shown in the shape of the release`() {
    let body: JSON = ["name": "Planning", "sourceType": "recorder"]
    let common: JSONObject = [
      "agentId": .string(.eliza), "name": "Planning", "metadata": .null,
      "createdAt": "2026-01-19T10:15:30.123Z",
    ]
    var legacy = common
    legacy["serverId"] = "server-1768817730123"
    for profile in [Profile.v1_4_2, .v1_6_4] { #expect(created(profile, body) == .object(legacy)) }
    var current = common
    current["messageServerId"] = .null
    for profile in [Profile.v1_6_5, .v1_7_2, .lenient] {
      #expect(created(profile, body) == .object(current))
    }
    let named = created(.v1_7_2, ["name": "P", "messageServerId": "m", "metadata": ["a": 1]])
    #expect(named?["messageServerId"] == "m")
    #expect(named?["metadata"] == ["a": 1])
  }

  @Test func `a change replaces the name and merges the metadata`() throws {
    let api = RESTAPI.testing(.testing(.v1_7_2))
    let made = api.call(.post, path, ["name": "P", "metadata": ["a": 1, "b": 2]])
    let id = try #require(made.json.at("data.world.id")?.stringValue)
    let answer = api.call(.patch, "\(path)/\(id)", ["name": "Q", "metadata": ["b": 3, "c": 4]])
    #expect(answer.status == 200)
    #expect(answer.json.at("data.world.name") == "Q")
    #expect(answer.json.at("data.world.metadata") == ["a": 1, "b": 3, "c": 4])
    let same = api.call(.patch, "\(path)/\(id)")
    #expect(same.json.at("data.world.name") == "Q")
  }

  @Test func `a change or a further world that makes all of them too long is refused`() throws {
    var retention = Retention()
    retention.metadataBytes = 1_000
    let api = RESTAPI.testing(.testing(.v1_7_2, retention: retention))
    let text = JSON.string(String(repeating: "x", count: 400))
    let made = api.call(.post, path, ["name": "P", "metadata": ["a": text]])
    let id = try #require(made.json.at("data.world.id")?.stringValue)
    let one = "\(path)/\(id)"
    #expect(api.call(.patch, one, ["metadata": ["a": text, "b": text]]).status == 200)
    let refusals: [(HTTPMethod, String, JSON, String)] = [
      (.patch, one, ["metadata": ["c": text]], "Error updating world"),
      (.post, path, ["name": "Q", "metadata": ["a": text]], "Error creating world"),
    ]
    for (method, target, body, message) in refusals {
      let answer = api.call(method, target, body)
      #expect(answer.status == 500)
      #expect(answer.json.at("error.message") == .string(message))
    }
    let same = api.call(.patch, one, ["name": "R"])
    #expect(same.json.at("data.world.metadata") == ["a": text, "b": text])
  }

  @Test func `one world gets no longer than a body may be`() throws {
    let api = RESTAPI.testing(.testing(.v1_7_2))
    let made = api.call(.post, path, ["name": "P"])
    let id = try #require(made.json.at("data.world.id")?.stringValue)
    let one = "\(path)/\(id)"
    let text = JSON.string(String(repeating: "x", count: 1_500_000))
    for (key, status) in [("a", 200), ("b", 500), ("a", 200)] {
      #expect(api.call(.patch, one, ["metadata": [key: text]]).status == status)
    }
  }

  @Test func `what is wrong is refused`() throws {
    let api = RESTAPI.testing(.testing(.v1_7_2))
    let elsewhere = "/api/agents/\(String.bob)/worlds"
    let refusals: [(HTTPMethod, String, JSON?, Int, String)] = [
      (.post, path, ["worldId": "x"], 400, "World name is required"),
      (.post, path, ["name": ""], 400, "World name is required"),
      (.post, "/api/agents/x/worlds", ["name": "P"], 400, "Invalid agent ID format"),
      (.post, elsewhere, ["name": "P"], 404, "Agent not found"),
      (.patch, "\(path)/x", [:], 400, "Invalid agent ID or world ID format"),
      (.patch, "\(elsewhere)/\(String.bob)", [:], 404, "Agent not found"),
      (.patch, "\(path)/\(String.bob)", [:], 404, "World not found"),
      (.get, "/api/agents/worlds", nil, 400, "Invalid agent ID format"),
    ]
    for (method, path, body, status, text) in refusals {
      let answer = api.call(method, path, body)
      #expect(answer.status == status)
      #expect(answer.json.at("error.message") == .string(text))
    }
  }

  @Test func `the lenient profile lists the worlds as real servers meant to`() {
    let api = RESTAPI.testing(.testing())
    #expect(api.call(.get, "/api/agents/worlds").json == ["success": true, "data": ["worlds": []]])
    for name in ["P", "Q"] { api.call(.post, path, ["name": .string(name)]) }
    let worlds = api.call(.get, "/api/agents/worlds").json.at("data.worlds")?.arrayValue
    #expect(worlds?.map { $0["name"] } == ["P", "Q"])
  }
}
