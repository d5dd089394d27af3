import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import OrderedCollections
import Testing

/// What recordings do not show of the sessions API.
@Suite struct SessionAPITests {
  static let base = "/api/messaging/sessions"

  private func create(_ api: RESTAPI, agent: String = .eliza) throws -> JSON {
    let answer = api.call(
      .post, Self.base, ["agentId": .string(agent), "userId": .string(.ann)])
    #expect(answer.status == 201)
    return answer.json
  }

  @Test func bringsUnknownAgentsToLifeWhenLenient() throws {
    let world = World.testing()
    let session = try create(.testing(world), agent: .bob)
    #expect(session["agentId"] == .string(.bob))
    #expect(world.agent(.bob)?.status == .active)
    #expect(world.findings.all.map(\.rule) == [.unknownAgent])
  }

  @Test func takesAnIDInUpperCaseForTheAgentsWhenLenient() throws {
    let world = World.testing()
    let session = try create(.testing(world), agent: String.eliza.uppercased())
    #expect(session["agentId"] == .string(.eliza))
    #expect(world.agents.count == 1)
  }

  @Test func answersInBothShapesWhenLenient() throws {
    let api = RESTAPI.testing(.testing())
    let session = try create(api)
    #expect(session["id"] == session["sessionId"])
    let id = try #require(session["sessionId"]?.stringValue)
    let answer = api.call(.post, "\(Self.base)/\(id)/messages", ["content": "Hello"]).json
    #expect(answer["content"] == "Hello")
    #expect(answer["userMessage"]?["content"] == "Hello")
    #expect(answer["id"] == answer["userMessage"]?["id"])
    #expect(answer["sessionStatus"]?["wasRenewed"] == true)
  }

  @Test(arguments: [JSON.null, "", 0, false])
  func takesMetadataThatIsNothingForNone(metadata: JSON) {
    for profile in [Profile.v1_7_2, .v1_4_2] {
      let answer = RESTAPI.testing(.testing(profile)).call(
        .post, Self.base,
        ["agentId": .string(.eliza), "userId": .string(.ann), "metadata": metadata])
      #expect(answer.json["metadata"] == [:])
    }
  }

  @Test func takesNoTransportForWebsocketAndRefusesEmptyText() throws {
    let api = RESTAPI.testing(.testing(.v1_7_2))
    let id = try #require(try create(api)["sessionId"]?.stringValue)
    for (transport, status) in [(JSON.null, 201), ("", 400), ("HTTP", 400), ("websocket", 201)] {
      let answer = api.call(
        .post, "\(Self.base)/\(id)/messages",
        ["content": "Hi", "transport": transport, "mode": nil])
      #expect(answer.status == status)
    }
  }

  @Test func takesTheTextOfAContentObjectOnlyWhenLenient() throws {
    for profile in [Profile.lenient, .v1_7_2] {
      let api = RESTAPI.testing(.testing(profile))
      let id = try #require(try create(api)["sessionId"]?.stringValue)
      let answer = api.call(
        .post, "\(Self.base)/\(id)/messages", ["content": ["text": "Hello", "action": "X"]])
      #expect(answer.status == (profile.isLenient ? 201 : 400))
    }
  }

  @Test func readsDatesAsCursorsOnlyWhenLenient() throws {
    for profile in [Profile.lenient, .v1_7_2] {
      let world = World.testing(profile)
      let api = RESTAPI.testing(world)
      let id = try #require(try create(api)["sessionId"]?.stringValue)
      api.call(.post, "\(Self.base)/\(id)/messages", ["content": "Hello"])
      world.clock.advance(by: .seconds(60))
      let page = api.call(
        .get, "\(Self.base)/\(id)/messages?before=\(world.clock.now.isoText)")
      #expect(page.json["messages"]?.arrayValue?.count == (profile.isLenient ? 1 : 0))
    }
  }

  @Test func waitsForTheReplyOverHTTP() throws {
    let world = World.testing(.v1_7_2)
    let script = RecordedAgentScript()
    let pipeline = ReplyPipeline(world: world, script: script)
    let api = RESTAPI.testing(world)
    let id = try #require(try create(api)["sessionId"]?.stringValue)
    let answer = api.call(
      .post, "\(Self.base)/\(id)/messages", ["content": "Hi", "transport": "http"])
    #expect(!answer.isFinished)
    world.clock.advance(by: .seconds(1))
    #expect(answer.status == 201)
    #expect(answer.json["agentResponse"]?["text"] == "Eliza heard: Hi")
    #expect(pipeline.turnCount == 0)
  }

  @Test func sendsTheReplyAsAnEventStream() throws {
    let world = World.testing(.v1_7_2)
    let script = RecordedAgentScript()
    let pipeline = ReplyPipeline(world: world, script: script)
    let api = RESTAPI.testing(world)
    let id = try #require(try create(api)["sessionId"]?.stringValue)
    let answer = api.call(
      .post, "\(Self.base)/\(id)/messages", ["content": "Hi", "mode": "stream"])
    #expect(answer.status == 200)
    #expect(answer.response?.headers["Content-Type"] == "text/event-stream")
    #expect(answer.text.hasPrefix("event: user_message\ndata: {\"id\":\""))
    world.clock.advance(by: .seconds(5))
    #expect(answer.isFinished)
    let events = answer.text.split(separator: "\n\n").map {
      $0.split(separator: "\n").first.map(String.init)
    }
    #expect(events.first == "event: user_message")
    #expect(events.last == "event: done")
    #expect(events.dropFirst().dropLast().allSatisfy { $0 == "event: chunk" })
    #expect(pipeline.turnCount == 0)
  }

  @Test func answersAtOnceOverHTTPWhenNobodyCanReply() throws {
    let api = RESTAPI.testing(.testing())
    let id = try #require(try create(api)["sessionId"]?.stringValue)
    let answer = api.call(
      .post, "\(Self.base)/\(id)/messages", ["content": "Hi", "transport": "http"])
    #expect(answer.status == 201)
    #expect(answer.json["agentResponse"] == .null)
  }

  @Test func forgetsACallerWhoLeaves() throws {
    let world = World.testing(.v1_7_2)
    let script = RecordedAgentScript()
    let pipeline = ReplyPipeline(world: world, script: script)
    let api = RESTAPI.testing(world)
    let id = try #require(try create(api)["sessionId"]?.stringValue)
    let answer = api.call(
      .post, "\(Self.base)/\(id)/messages", ["content": "Hi", "transport": "http"])
    answer.onPeerLeft?()
    world.clock.advance(by: .seconds(5))
    #expect(answer.status == 0)
    #expect(pipeline.turnCount == 0)
  }

  @Test func refusesToSendWhenTheChannelIsGone() throws {
    let world = World.testing()
    let api = RESTAPI.testing(world)
    let session = try create(api)
    let id = try #require(session["sessionId"]?.stringValue)
    let channel = try #require(session["channelId"]?.stringValue)
    #expect(api.call(.delete, "/api/messaging/channels/\(channel)").status == 204)
    let answer = api.call(.post, "\(Self.base)/\(id)/messages", ["content": "Hi"])
    #expect(answer.status == 400)
    #expect(answer.json["error"]?["code"] == "MESSAGE_SEND_FAILED")
    #expect(
      api.call(.get, "\(Self.base)/\(id)/messages").json == ["messages": [], "hasMore": false])
  }

  @Test func stillRenewsUpToTheLongestDuration() throws {
    let world = World.testing(.v1_7_2)
    let api = RESTAPI.testing(world)
    let created = api.call(
      .post, Self.base,
      [
        "agentId": .string(.eliza), "userId": .string(.ann),
        "timeoutConfig": ["timeoutMinutes": 60, "maxDurationMinutes": 60],
      ])
    let id = try #require(created.json["sessionId"]?.stringValue)
    world.clock.advance(by: .milliseconds(3_599_999))
    #expect(api.call(.post, "\(Self.base)/\(id)/renew").json["timeRemaining"] == 1)
    let late = api.call(.get, "\(Self.base)/\(id)")
    #expect(late.json["isNearExpiration"] == true)
    world.clock.advance(by: .milliseconds(1))
    let gone = api.call(.post, "\(Self.base)/\(id)/renew")
    #expect([404, 410].contains(gone.status))
  }

  @Test func theChannelSaysWhatTheSessionWasMadeWith() throws {
    let world = World.testing(.v1_7_2)
    let api = RESTAPI.testing(world)
    let created = api.call(
      .post, Self.base,
      [
        "agentId": .string(.eliza), "userId": .string(.ann), "metadata": ["a": 1, "b": "x"],
        "timeoutConfig": ["timeoutMinutes": 60],
      ])
    let id = try #require(created.json["sessionId"]?.stringValue)
    let changed = api.call(.patch, "\(Self.base)/\(id)/timeout", ["timeoutMinutes": 20])
    #expect(changed.json["timeoutConfig"]?["timeoutMinutes"] == 20)
    let channelID = try #require(created.json["channelId"]?.stringValue)
    let channel = try #require(world.channels[channelID]?.metadata?.value)
    #expect(channel["timeoutConfig"]?["timeoutMinutes"] == 60)
    #expect(channel["sessionId"] == .string(id))
    #expect(channel["a"] == 1 && channel["b"] == "x")
  }

  @Test func sessionsOfOneAgentHaveParticipantsOfTheirOwn() throws {
    let world = World.testing(.v1_7_2)
    let draft = SessionDraft(agentID: .eliza, userID: .ann)
    let sessions = (0..<2).map { _ in world.makeSession(draft) { _ in nil } }
    let channels = try sessions.map { try #require(world.channels[$0.channelID]) }
    world.add(participant: .ann, to: channels[0])
    #expect(Array(channels[0].participants) == [.eliza, .ann])
    #expect(Array(channels[1].participants) == [.eliza])
  }
}
