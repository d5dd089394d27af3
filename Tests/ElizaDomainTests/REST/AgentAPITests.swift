import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import OrderedCollections
import Testing

@Suite struct AgentAPITests {
  static let base = "/api/agents"

  private let world = World.testing(.v1_7_2)
  private let api: RESTAPI

  init() {
    api = .testing(world)
  }

  private func create(_ character: JSON) -> MemoryExchange {
    api.call(.post, Self.base, ["characterJson": character])
  }

  @Test func listsRunningAgentsFirstThenByName() {
    let now = world.clock.now
    world.add(Agent(id: .ann, name: "alpha", status: .inactive, createdAt: now))
    world.add(Agent(id: .bob, name: "beta", createdAt: now))
    let agents = api.call(.get, Self.base).json["data"]?["agents"]?.arrayValue
    #expect(agents?.map { $0["name"] } == ["beta", "Eliza", "alpha"])
  }

  @Test func derivesTheSameIDForTheSameName() throws {
    let first = create(["name": "Nova", "bio": "x"])
    let again = create(["name": "Nova", "bio": ["other"]])
    #expect(first.status == 201)
    #expect(again.status == 201)
    #expect(first.json["data"]?["id"] == again.json["data"]?["id"])
    let id = try #require(first.json["data"]?["id"]?.stringValue)
    #expect(world.agents[id]?.bio == ["x"])
    #expect(world.agents[id]?.status == .inactive)
  }

  @Test(
    arguments: [
      [:], ["bio": "x"], ["name": "", "bio": "x"], ["name": "N"], ["name": "N", "bio": [1]],
    ] as [JSON])
  func refusesCharactersThatAreNone(character: JSON) {
    let answer = create(character)
    #expect(answer.status == 400)
    #expect(answer.json["error"]?["code"] == "CREATE_ERROR")
  }

  @Test func answersOnlyWhileItRuns() {
    let session: JSON = ["agentId": .string(.eliza), "userId": .string(.ann)]
    let sessions = "/api/messaging/sessions"
    #expect(api.call(.post, "\(Self.base)/\(String.eliza)/stop").status == 200)
    #expect(api.call(.post, "\(Self.base)/\(String.eliza)/stop").status == 404)
    #expect(api.call(.post, sessions, session).status == 404)
    #expect(api.call(.get, "/health").status == 503)
    #expect(api.call(.post, "\(Self.base)/\(String.eliza)/start").status == 200)
    #expect(api.call(.post, sessions, session).status == 201)
    #expect(api.call(.get, "/health").status == 200)
  }

  @Test func mergesSettingsAndReplacesEverythingElse() throws {
    let id = try #require(
      create(["name": "N", "bio": "x", "topics": ["a"], "settings": ["a": 1, "b": ["c": 2]]])
        .json["data"]?["id"]?.stringValue)
    let changed = api.call(
      .patch, "\(Self.base)/\(id)",
      ["topics": ["z"], "settings": ["a": nil, "b": ["d": 3]], "name": "M"])
    #expect(changed.json["data"]?["settings"] == ["b": ["c": 2, "d": 3]])
    #expect(changed.json["data"]?["topics"] == ["z"])
    #expect(changed.json["data"]?["name"] == "M")
  }

  @Test func hasNoMoreBytesThanAllAgentsMayHave() throws {
    var retention = Retention()
    retention.metadataBytes = 1_000
    let api = RESTAPI.testing(.testing(.v1_7_2, retention: retention))
    let text = JSON.string(String(repeating: "x", count: 400))
    func make(_ name: JSON) -> MemoryExchange {
      api.call(
        .post, Self.base, ["characterJson": ["name": name, "bio": "x", "system": text]])
    }
    let made = make("N")
    #expect(made.status == 201)
    let id = try #require(made.json.at("data.id")?.stringValue)
    let one = "\(Self.base)/\(id)"
    #expect(api.call(.patch, one, ["topics": [text]]).status == 200)
    let longer = api.call(.patch, one, ["topics": [text, text]])
    #expect(longer.status == 500)
    #expect(longer.json.at("error.code") == "UPDATE_ERROR")
    let further = make("M")
    #expect(further.status == 400)
    #expect(further.json.at("error.code") == "CREATE_ERROR")
    #expect(api.call(.patch, one, ["username": "n"]).json.at("data.topics") == [text])
  }

  @Test(arguments: [(RESTConfiguration.defaultBodyLimit, 500), (8_000_000, 200)])
  func growsNoLongerThanABodyMayBe(bodyLimit: Int, second: Int) throws {
    let api = RESTAPI.testing(world, bodyLimit: bodyLimit)
    let made = api.call(.post, Self.base, ["characterJson": ["name": "N", "bio": "x"]])
    let id = try #require(made.json.at("data.id")?.stringValue)
    let one = "\(Self.base)/\(id)"
    let text = JSON.string(String(repeating: "x", count: 1_500_000))
    for (key, status) in [("a", 200), ("b", second), ("a", 200)] {
      #expect(api.call(.patch, one, ["settings": [key: text]]).status == status)
    }
  }

  @Test func leavesItsMessageServersWhenItIsRemoved() {
    #expect(api.call(.delete, "\(Self.base)/\(String.eliza)").status == 204)
    #expect(world.messageServers[Identifier.defaultMessageServer]?.agentIDs == [])
    #expect(api.call(.delete, "\(Self.base)/\(String.eliza)").status == 404)
  }
}
