import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import Testing

@Suite struct MessageServerAPITests {
  static let base = "/api/messaging"

  @Test func areListedUnderBothNamesWhenLenient() {
    let api = RESTAPI.testing(.testing())
    for path in ["message-servers", "central-servers"] {
      let data = api.call(.get, "\(Self.base)/\(path)").json["data"]
      #expect(data?["servers"]?[0]?["id"] == .string(Identifier.defaultMessageServer))
      #expect(data?["servers"] == data?["messageServers"])
    }
  }

  @Test func takeTheIDTheirMakerChoseWhenLenient() {
    for profile in [Profile.lenient, .v1_7_2] {
      let answer = RESTAPI.testing(.testing(profile)).call(
        .post, "\(Self.base)/servers",
        ["id": .string(.ann), "name": "n", "sourceType": "s", "sourceId": .string(.ann)])
      #expect(answer.status == 201)
      #expect((answer.json["data"]?["server"]?["id"] == .string(.ann)) == profile.isLenient)
    }
  }

  @Test func haveNoMoreBytesThanAllMayHave() {
    var retention = Retention()
    retention.metadataBytes = 1_000
    let api = RESTAPI.testing(.testing(.v1_7_2, retention: retention))
    let text = JSON.string(String(repeating: "x", count: 400))
    let body: JSON = ["name": "n", "sourceType": "s", "metadata": ["a": text]]
    for status in [201, 201, 500] {
      let answer = api.call(.post, "\(Self.base)/servers", body)
      #expect(answer.status == status)
      #expect((answer.json["error"] == "Failed to create server") == (status == 500))
    }
  }

  @Test func keepTheirAgentsToThemselvesWhenStrict() {
    for (profile, status) in [(Profile.lenient, 201), (.v1_7_2, 403), (.v1_4_2, 500)] {
      let answer = RESTAPI.testing(.testing(profile)).call(
        .post, "\(Self.base)/servers/\(String.bob)/agents", ["agentId": .string(.eliza)])
      #expect(answer.status == status)
    }
  }

  @Test func nameThoseAnAgentHears() {
    let world = World.testing()
    world.add(MessageServer(id: .bob, name: "b", sourceType: "s", createdAt: world.clock.now))
    world.subscribe(agent: .eliza, to: .bob)
    let data = RESTAPI.testing(world)
      .call(.get, "\(Self.base)/agents/\(String.eliza)/servers").json["data"]
    #expect(data?["servers"] == [.string(Identifier.defaultMessageServer), .string(.bob)])
    #expect(data?["messageServers"] == data?["servers"])
  }
}
