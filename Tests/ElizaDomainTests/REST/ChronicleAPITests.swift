import ElizaModel
import HTTP1
import HostInterface
import JSON
import OrderedCollections
import Testing

@testable import ElizaDomain

/// §8.8 to §8.10 and §9: the viewers of the stock page show what really happened.
@Suite struct ChronicleAPITests {
  private static let agent = "/api/agents/\(String.eliza)"

  private let realtime: Realtime
  private let api: RESTAPI
  private let channel: String

  private var world: World { realtime.world }

  init() {
    realtime = Realtime(
      .v1_7_2,
      script: TestScript { prompt in
        if prompt.text == "fail" { return ReplyPlan([.think(.seconds(1)), .fail("no model")]) }
        if prompt.text == "act" {
          return ReplyPlan([
            .think(.seconds(1)), .action(AgentAction("SEARCH")), .think(.seconds(1)),
            .action(AgentAction("SEARCH", .completed, text: "Found 3.")),
            .say(AgentReply("There are three.", actions: ["SEARCH"])),
          ])
        }
        let reply = AgentReply("Heard \(prompt.text)", thought: "T", actions: ["REPLY"])
        return ReplyPlan([.think(.milliseconds(300)), .say(reply)])
      })
    api = .testing(realtime.world)
    realtime.connect("A")
    channel = realtime.channel(.ann, .eliza)
  }

  private func say(_ text: String, wait: Duration = .seconds(5)) {
    realtime.send("A", .string(text), to: channel)
    realtime.wait(wait)
  }

  private func get(_ path: String) -> JSON {
    api.call(.get, Self.agent + path).json["data"] ?? .null
  }

  private func derived(_ base: String) -> String {
    Identifier.derived(from: base, forAgent: .eliza, sha1: api.configuration.sha1)
  }

  @Test func section8_10_aMessageLeavesARun() throws {
    say("hello")
    let list = get("/runs")
    #expect(list["total"] == 1)
    #expect(list["hasMore"] == false)
    let run = try #require(list.at("runs[0]"))
    #expect(run["status"] == "completed")
    #expect(run["startedAt"] == 1_768_817_730_123)
    #expect(run["endedAt"] == 1_768_817_730_443)
    #expect(run["durationMs"] == .null)
    #expect(run["entityId"] == .string(.ann))
    #expect(run["roomId"] == .string(derived(channel)))
    #expect(run["counts"] == ["actions": 0, "modelCalls": 1, "errors": 0, "evaluators": 0])
    let message = try #require(world.channels[channel]?.messages[0].id)
    #expect(run["messageId"] == .string(derived(message)))
  }

  @Test func section8_10_aRunsDetailsTellItsEvents() throws {
    say("act")
    let id = try #require(get("/runs").at("runs[0].runId")?.stringValue)
    let details = get("/runs/\(id)")
    #expect(details.at("summary.counts.actions") == 1)
    let events = try #require(details["events"]?.arrayValue)
    #expect(
      events.compactMap { $0["type"]?.stringValue } == [
        "RUN_STARTED", "MODEL_USED", "ACTION_STARTED", "ACTION_COMPLETED", "RUN_ENDED",
      ])
    let start: Int64 = 1_768_817_730_123
    #expect(
      events.compactMap { $0["timestamp"]?.intValue }.prefix(4).map { $0 - start } == [
        0, 1_000, 1_000, 2_000,
      ])
    #expect(events[1].at("data.prompt") == "act")
    #expect(events[1].at("data.response") == "There are three.")
    #expect(events[1].at("data.executionTime") == 1_000)
    #expect(events[3].at("data.actionName") == "SEARCH")
    #expect(events[3].at("data.success") == true)
    #expect(events[3].at("data.result.text") == "Found 3.")
    #expect(events[4].at("data.status") == "completed")
    let shown = world.channels[channel]?.messages[1]
    #expect(shown?.sourceType == "agent_action")
    #expect(events[2].at("data.actionId")?.stringValue == shown?.id)
    #expect(shown?.rawMessage?["actionStatus"] == "completed")
  }

  @Test func section8_10_runsUnderWayAndFailedOnesSaySo() {
    say("fail", wait: .milliseconds(500))
    #expect(get("/runs?status=started").at("runs[0].endedAt") == .null)
    realtime.wait(.seconds(1))
    #expect(get("/runs?status=started")["total"] == 0)
    let failed = get("/runs?status=error")
    #expect(failed.at("runs[0].counts.errors") == 1)
    let id = failed.at("runs[0].runId")?.stringValue ?? ""
    let events = get("/runs/\(id)")["events"]?.arrayValue
    #expect(events?.last?.at("data.error") == "no model")
    #expect(events?.last?.at("data.durationMs") == 1_000)
  }

  @Test func section8_10_runsAreFilteredAndCut() {
    for text in ["one", "two", "three"] { say(text) }
    let list = get("/runs?limit=2")
    #expect(list["total"] == 3)
    #expect(list["hasMore"] == true)
    #expect(list["runs"]?.arrayValue?.count == 2)
    #expect(get("/runs?limit=abc")["runs"]?.arrayValue?.count == 3)
    #expect(get("/runs?limit=0")["runs"]?.arrayValue?.count == 1)
    #expect(get("/runs?from=1768817735000")["total"] == 2)
    #expect(get("/runs?to=1768817735000")["total"] == 1)
    #expect(get("/runs?status=nonsense")["total"] == 3)
    #expect(get("/runs?roomId=\(derived(channel))")["total"] == 3)
    #expect(get("/runs?roomId=\(String.bob)")["total"] == 0)
    #expect(
      api.call(.get, Self.agent + "/runs?roomId=nope").text
        == #"{"success":false,"error":{"code":"INVALID_ID","message":"Invalid room ID format"}}"#)
  }

  @Test func section8_10_anUnknownRunIsNoError() {
    let details = get("/runs/\(String.bob)")
    #expect(details.at("summary.status") == "started")
    #expect(details["events"] == [])
    #expect(
      api.call(.get, Self.agent + "/runs/nope").json.at("error.message")
        == "Invalid agent or run ID format")
  }

  @Test func section8_9_theLogTellsRunsModelsAndActionsNewestFirst() {
    say("act")
    let logs = get("/logs").arrayValue ?? []
    #expect(
      logs.compactMap { $0["type"]?.stringValue } == [
        "run_event", "action", "useModel:TEXT_LARGE", "run_event",
      ])
    #expect(logs[0].at("body.status") == "completed")
    #expect(logs[0]["entityId"] == .string(.ann))
    #expect(logs[2]["entityId"] == .string(.eliza))
    #expect(logs[2]["createdAt"] == "2026-01-19T10:15:31.123Z")
    #expect(get("/logs?type=run_event").arrayValue?.count == 2)
    #expect(get("/logs?count=1&offset=1").arrayValue?.first == logs[1])
    #expect(get("/logs?excludeTypes=run_event&excludeTypes=Text").arrayValue == [logs[1]])
    #expect(get("/logs?roomId=\(String.bob)") == [])
  }

  @Test func section8_9_anEntryOfTheLogCanBeRemoved() throws {
    say("hello")
    let id = try #require(get("/logs").at("[1].id")?.stringValue)
    #expect(api.call(.delete, Self.agent + "/logs/\(id)").status == 204)
    #expect(get("/logs").arrayValue?.compactMap { $0["type"] } == ["run_event", "run_event"])
    #expect(api.call(.delete, Self.agent + "/logs/\(id)").status == 204)
    #expect(api.call(.delete, Self.agent + "/logs/nope").status == 400)
  }

  @Test func section9_whatWasHeardAndSaidIsRemembered() throws {
    say("hello")
    let memories = try #require(get("/memories")["memories"]?.arrayValue)
    #expect(memories.count == 2)
    let (said, heard) = (memories[0], memories[1])
    let stored = try #require(world.channels[channel]?.messages)
    #expect(said["id"] == .string(stored[1].id))
    #expect(said.at("content.text") == "Heard hello")
    #expect(said.at("content.thought") == "T")
    #expect(said.at("content.inReplyTo") == heard["id"])
    #expect(said["entityId"] == .string(.eliza))
    #expect(heard["id"] == .string(derived(stored[0].id)))
    #expect(heard["content"] == ["text": "hello", "source": "client_chat"])
    #expect(heard.at("metadata.sourceId") == .string(stored[0].id))
    #expect(heard.at("metadata.raw.senderName") == "Ada")
    #expect(heard["roomId"] == .string(derived(channel)))
    #expect(heard["embedding"] == nil)
    let path = "/memories?includeEmbedding=true&channelId=\(channel)"
    #expect(get(path).at("memories[0].embedding") == .null)
    #expect(get("/memories?tableName=facts")["memories"] == [])
    #expect(get("/memories?roomId=\(String.bob)")["memories"] == [])
    #expect(get("/rooms/\(channel)/memories?limit=1")["memories"]?.arrayValue == [said])
    let before = "/rooms/\(channel)/memories?before=\(said["createdAt"]?.intValue ?? 0)"
    #expect(get(before)["memories"]?.arrayValue == [heard])
    #expect(api.call(.get, "/api/memory/\(String.eliza)/memories").json["data"] == get("/memories"))
  }

  @Test func section9_memoriesAreChangedAndRemovedOneByOne() throws {
    say("hello")
    let heard = try #require(get("/memories").at("memories[1].id")?.stringValue)
    let one = Self.agent + "/memories/\(heard)"
    let answer = api.call(.patch, one, ["content": ["text": "changed"], "id": "x"])
    #expect(
      answer.text
        == #"{"success":true,"data":{"id":"\#(heard)","message":"Memory updated successfully"}}"#)
    #expect(get("/memories").at("memories[1].content") == ["text": "changed"])
    #expect(world.channels[channel]?.messages[0].content == .text("hello"))
    #expect(api.call(.delete, one).json.at("data.message") == "Memory deleted successfully")
    #expect(get("/memories")["memories"]?.arrayValue?.count == 1)
    #expect(api.call(.delete, one).status == 200)
    let lost = api.call(.patch, one, [:])
    #expect(lost.status == 500)
    #expect(lost.json.at("error.code") == "UPDATE_ERROR")
  }

  @Test(arguments: ["clear", "delete", "all", "room"])
  func section4_10_memoriesOfAChannelGoWithItsMessages(how: String) {
    say("hello")
    switch how {
    case "clear": api.call(.delete, "/api/messaging/channels/\(channel)/messages")
    case "delete": api.call(.delete, "/api/messaging/channels/\(channel)")
    case "all":
      let answer = api.call(.delete, Self.agent + "/memories")
      #expect(
        answer.json["data"]
          == ["deleted": 2, "message": "All agent memories cleared successfully"])
    default: api.call(.delete, Self.agent + "/memories/all/\(derived(channel))")
    }
    #expect(get("/memories")["memories"] == [])
    #expect(get("/runs")["total"] == 1)
  }

  @Test func section9_anAgentHasItsOwnRoomThoseItWorkedInAndThoseMadeForIt() throws {
    say("hello")
    let made = api.call(.post, Self.agent + "/rooms", ["name": "Planning", "source": "test"])
    #expect(made.status == 201)
    let rooms = try #require(get("/rooms")["rooms"]?.arrayValue)
    #expect(
      rooms.compactMap { $0["name"]?.stringValue } == [
        "Eliza", "Channel \(channel.prefix(8))", "Planning",
      ])
    #expect(rooms[0]["type"] == "SELF")
    #expect(rooms[1]["id"] == .string(derived(channel)))
    #expect(rooms[1]["worldId"] == .string(derived(Identifier.defaultMessageServer)))
    #expect(rooms[2]["id"] == made.json.at("data.id"))
    let one = get("/rooms/\(derived(channel))")
    #expect(one["worldName"] == "Server 00000000")
    #expect(api.call(.get, Self.agent + "/rooms/\(String.bob)").status == 404)
    let nameless = api.call(.post, Self.agent + "/rooms", [:])
    #expect(nameless.json.at("error.code") == "MISSING_PARAM")
  }

  @Test func section9_groupsMakeARoomForEachRunningAgent() {
    let path = "/api/memory/groups/\(String.bob)"
    let both: JSON = [
      "agentIds": [.string(.eliza), .string(.ann)], "name": "Team", "worldId": "w",
    ]
    let partly = api.call(.post, path, both)
    #expect(partly.status == 207)
    #expect(partly.json.at("data[0].name") == "Team")
    #expect(partly.json.at("errors[0].code") == "NOT_FOUND")
    #expect(api.call(.post, path, ["agentIds": [.string(.eliza)]]).status == 201)
    #expect(api.call(.post, path, ["agentIds": [.string(.ann)]]).status == 500)
    #expect(api.call(.post, path, ["agentIds": []]).json.at("error.code") == "BAD_REQUEST")
    #expect(get("/rooms")["rooms"]?.arrayValue?.count == 2)
    #expect(api.call(.delete, path).status == 204)
    #expect(get("/rooms")["rooms"]?.arrayValue?.count == 1)
    #expect(
      api.call(.delete, "/api/memory/groups/nope").json.at("error.message")
        == "Invalid messageServerId (worldId) format")
  }

  @Test func section9_theOldestRoomsMadeGoWhenTheyHaveTooManyBytes() {
    var retention = Retention()
    retention.metadataBytes = 1_400
    let api = RESTAPI.testing(.testing(.v1_4_2, retention: retention))
    let metadata: JSON = ["x": .string(String(repeating: "x", count: 400))]
    func rooms() -> [JSON] {
      api.call(.get, Self.agent + "/rooms").json.at("data.rooms")?.arrayValue ?? []
    }
    for name in ["a", "b", "c"] {
      api.call(.post, Self.agent + "/rooms", ["name": .string(name), "metadata": metadata])
    }
    #expect(rooms().map { $0["name"] } == ["b", "c"])
    #expect(rooms().map { $0["metadata"] } == [metadata, metadata])
    let group = "/api/memory/groups/\(String.bob)"
    for name in ["d", "e"] {
      let body: JSON = [
        "agentIds": [.string(.eliza)], "name": .string(name), "metadata": metadata,
      ]
      #expect(api.call(.post, group, body).status == 201)
      #expect(rooms().map { $0["name"] } == ["c", .string(name)])
    }
  }

  @Test func section9_memoriesOfAMessageServerGoAtOnce() {
    say("hello")
    let path = "/api/memory/groups/\(Identifier.defaultMessageServer)/memories"
    #expect(api.call(.delete, path).status == 204)
    #expect(get("/memories")["memories"] == [])
  }

  @Test(arguments: ["/panels", "/logs", "/runs", "/runs/\(String.bob)", "/memories", "/rooms"])
  func section8_onlyRunningAgentsHaveAPast(path: String) {
    #expect(api.call(.get, "/api/agents/\(String.bob)\(path)").status == 404)
    #expect(api.call(.get, "/api/agents/nope\(path)").status == 400)
    #expect(api.call(.get, Self.agent + path).status == 200)
    api.call(.post, Self.agent + "/stop")
    let stopped = api.call(.get, Self.agent + path)
    #expect(
      stopped.text
        == #"{"success":false,"error":{"code":"NOT_FOUND","message":"Agent not found"}}"#)
  }

  @Test func section8_5_aDeletedAgentTakesItsPastAlong() {
    say("hello")
    let eliza = world.agents[.eliza]
    api.call(.delete, Self.agent)
    if let eliza { world.add(eliza) }
    #expect(get("/runs")["total"] == 0)
    #expect(get("/memories")["memories"] == [])
  }

  @Test func section8_6_aStoppedAgentDoesNotAnswerUntilItIsStarted() {
    api.call(.post, Self.agent + "/stop")
    say("anybody?")
    #expect(world.channels[channel]?.messages.count == 1)
    #expect(realtime.silences == [.agentNotRunning])
    api.call(.post, Self.agent + "/start")
    say("hello")
    #expect(world.channels[channel]?.messages.count == 3)
  }

  @Test func section8_6_anAgentStoppedWhileItThinksFallsSilent() {
    say("hello", wait: .milliseconds(100))
    api.call(.post, Self.agent + "/stop")
    realtime.wait(.seconds(5))
    #expect(world.channels[channel]?.messages.count == 1)
    #expect(realtime.silences == [.agentNotRunning])
  }

  @Test func theOldestRunsGoWhenThereAreTooMany() {
    var retention = Retention()
    retention.runs = 2
    let chronicle = Chronicle(retention)
    let message = { (text: String) -> IncomingMessage in
      let channel = world.channels[channel] ?? world.makeChannel(ChannelDraft(name: "", type: ""))
      return IncomingMessage(
        channel: channel, message: world.say(text, in: channel), connection: "")
    }
    let runs = ["a", "b", "c"].map { text in
      chronicle.begin(
        AgentPrompt(agent: .elizaAgent, incoming: message(text)), at: world.clock.now,
        ids: world.ids)
    }
    #expect(chronicle.runs(of: .eliza).map(\.message.content.text) == ["c", "b"])
    runs[0].remember(AgentReply("late"), id: "x", at: world.clock.now)
    chronicle.recount(runs[0])
    #expect(chronicle.runCount == 2)
    retention.runBytes = 1
    let narrow = Chronicle(retention)
    for text in ["a", "b"] {
      _ = narrow.begin(
        AgentPrompt(agent: .elizaAgent, incoming: message(text)), at: world.clock.now,
        ids: world.ids)
    }
    #expect(narrow.runs(of: .eliza).map(\.message.content.text) == ["b"])
  }

  @Test func section9_theOldestRunsGoWhenWhatClientsChangedHasTooManyBytes() {
    var retention = Retention()
    retention.runBytes = 200_000
    let realtime = Realtime(.v1_7_2, retention: retention)
    let api = RESTAPI.testing(realtime.world)
    realtime.connect("A")
    let channel = realtime.channel(.ann, .eliza)
    for text in ["one", "two", "three"] {
      realtime.send("A", .string(text), to: channel)
      realtime.wait(.seconds(1))
    }
    func memories() -> [JSON] {
      api.call(.get, Self.agent + "/memories").json.at("data.memories")?.arrayValue ?? []
    }
    func change(_ place: Int, to length: Int) -> Int {
      let id = memories()[place]["id"]?.stringValue ?? ""
      let content: JSON = ["text": .string(String(repeating: "x", count: length))]
      return api.call(.patch, Self.agent + "/memories/\(id)", ["content": content]).status
    }
    for place in [3, 1] { #expect(change(place, to: 90_000) == 200) }
    #expect(memories().count == 6)
    #expect(change(2, to: 90_000) == 500, "its own run is the one that has to go")
    #expect(memories().count == 2)
    #expect(change(0, to: 90_000) == 200)
    #expect(change(0, to: 150_000) == 500, "more than all runs may have")
    #expect(memories()[0].at("content.text")?.stringValue?.utf8.count == 90_000)
  }

  @Test func section8_10_releasesWithoutRunsHaveNoSuchRoutes() {
    let api = RESTAPI.testing(.testing(.v1_4_2))
    #expect(api.call(.get, Self.agent + "/runs").status == 404)
    #expect(api.call(.get, Self.agent + "/rooms").json["data"] == ["rooms": []])
  }
}
