import ElizaModel
import HTTP1
import JSON
import OrderedCollections
import Testing

@testable import ElizaDomain

/// Agents that a lenient server makes up when somebody first uses their ids.
@Suite struct MadeUpAgentTests {
  private static let someone = "99999999-7a44-4d7c-9f0e-1c2d3e4f5a6b"

  private let realtime = Realtime()
  private let api: RESTAPI
  private var world: World { realtime.world }

  init() {
    api = .testing(realtime.world)
    realtime.connect("A")
  }

  private func session(_ agent: String = Self.someone) -> MemoryExchange {
    api.call(
      .post, "/api/messaging/sessions", ["agentId": .string(agent), "userId": .string(.ann)])
  }

  /// Who was asked when a user writes to a channel.
  private func asked(by sender: String, in channel: String) -> [String] {
    let before = realtime.script.asked.count
    realtime.send("A", "hi", to: channel, by: sender)
    return Array(realtime.script.asked.dropFirst(before))
  }

  private var names: [JSON?]? {
    api.call(.get, "/api/agents").json["data"]?["agents"]?.arrayValue?.map { $0["name"] }
  }

  @Test func `looking at one makes none`() {
    let answer = api.call(.get, "/api/agents/\(Self.someone)")
    #expect(answer.status == 200)
    #expect(answer.json["data"]?["name"] == "Agent 99999999")
    #expect(names == ["Eliza"])
    #expect(asked(by: Self.someone, in: realtime.channel(Self.someone)) == ["Eliza: hi"])
    #expect(asked(by: .ann, in: realtime.channel(.ann)) == ["Eliza: hi"])
    #expect(asked(by: .ann, in: realtime.channel(.ann, Self.someone)) == ["Eliza: hi"])
  }

  @Test(arguments: [someone, Identifier.defaultMessageServer])
  func `adding one to a channel makes none`(id: String) {
    let channel = realtime.channel(.ann)
    let path = "/api/messaging/central-channels/\(channel)/agents"
    #expect(api.call(.post, path, ["agentId": .string(id)]).status == 201)
    #expect(names == ["Eliza"])
    #expect(asked(by: .ann, in: channel) == ["Eliza: hi"])
    #expect(asked(by: id, in: channel) == ["Eliza: hi"])
    #expect(asked(by: .bob, in: realtime.channel(.bob)) == ["Eliza: hi"])
  }

  @Test func `it answers where it is addressed, and comes last`() throws {
    let made = session()
    #expect(made.status == 201)
    #expect(names == ["Eliza", "Agent 99999999"])
    let room = try #require(made.json["channelId"]?.stringValue)
    #expect(asked(by: .ann, in: room) == ["Agent 99999999: hi"])
    #expect(asked(by: .ann, in: realtime.channel(.ann, Self.someone)) == ["Agent 99999999: hi"])
  }

  @Test func `it changes nothing elsewhere, and its id may be a user's`() {
    _ = session()
    #expect(asked(by: .ann, in: realtime.channel(.ann)) == ["Eliza: hi"])
    #expect(asked(by: Self.someone, in: realtime.channel(Self.someone)) == ["Eliza: hi"])
    #expect(asked(by: Self.someone, in: realtime.channel(Self.someone, .bob)) == ["Eliza: hi"])
    let group = world.makeChannel(
      ChannelDraft(name: "Test", type: "GROUP", participants: [.ann, Self.someone]))
    #expect(asked(by: .ann, in: group.id) == ["Eliza: hi"])
    #expect(realtime.silences == [])
  }

  @Test func `jobs without an agent go to a real one`() {
    _ = session()
    world.removeAgent(.eliza)
    let job = api.call(
      .post, "/api/messaging/jobs", ["userId": .string(.ann), "content": "hi"])
    #expect(job.status == 404)
  }

  @Test func `the nil id is no agent`() {
    let id = Identifier.defaultMessageServer
    #expect(api.call(.get, "/api/agents/\(id)").status == 404)
    #expect(session(id).status == 404)
    #expect(names == ["Eliza"])
  }

  @Test(arguments: [String.eliza, someone])
  func `what was deleted stays so until it is made again`(id: String) {
    _ = session(id)
    let path = "/api/agents/\(id)"
    #expect(api.call(.delete, path).status == 204)
    #expect(api.call(.get, path).status == 404)
    #expect(
      api.call(.get, path.uppercased().replacing("/API/AGENTS", with: "/api/agents")).status == 404)
    #expect(session(id).status == 404)
    #expect(api.call(.delete, path).status == 404)
    let character: JSON = ["id": .string(id), "name": "Again", "bio": "b"]
    #expect(api.call(.post, "/api/agents", ["agent": character]).status == 201)
    #expect(api.call(.get, path).json["data"]?["name"] == "Again")
  }

  @Test func `only so many deletions are remembered`() {
    var retention = Retention()
    retention.agents = 2
    let world = World.testing(retention: retention)
    for id in [Self.someone, .bob, .ann] { world.removeAgent(id) }
    #expect(world.agentMakingIfAllowed(.ann, connection: "") == nil)
    #expect(world.agentMakingIfAllowed(.bob, connection: "") == nil)
    #expect(world.agentMakingIfAllowed(Self.someone, connection: "") != nil)
  }

  @Test func `a change leaves it made up, and making it makes it real`() {
    _ = session()
    let path = "/api/agents/\(Self.someone)"
    #expect(api.call(.patch, path, ["name": "Aaron"]).json["data"]?["name"] == "Aaron")
    #expect(names == ["Eliza", "Aaron"])
    let character: JSON = ["id": .string(Self.someone), "name": "Aaron", "bio": "b"]
    #expect(api.call(.post, "/api/agents", ["agent": character]).status == 201)
    #expect(api.call(.post, path + "/start").status == 200)
    #expect(names == ["Aaron", "Eliza"])
  }
}
