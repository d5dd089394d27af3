import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import Scenario
import Testing

@testable import MockServer

/// Which of the things that come to pass go wrong, over real sockets.
@Suite struct TriggerFaultTests {
  private static let reply = Trigger.Subject.event(
    EventPattern("messageBroadcast", direction: .out, from: .agent))

  /// Of so many questions, the numbers of those that get no answer.
  private func unanswered(
    of count: Int, _ trigger: Trigger, after step: (TestServer) async -> Void = { _ in }
  ) async throws -> [Int] {
    var missing: [Int] = []
    try await TestServer.run(at: trigger, do: [.drop]) { server in
      let client = try server.joined()
      for number in 1...count {
        let before = client.heard(from: Name.agent).count
        try client.say("Question \(number)", in: Name.room)
        try client.wait(for: "messageComplete")
        if client.heard(from: Name.agent).count == before { missing.append(number) }
        await step(server)
      }
    }
    return missing
  }

  @Test(arguments: [
    (Trigger(reply, nth: 3), [3]), (Trigger(reply, every: 2), [2, 4, 6]),
    (Trigger(reply, after: 4), [5, 6]), (Trigger(reply, times: 2), [1, 2]),
    (Trigger(reply, every: 2, after: 2, times: 1), [4]), (Trigger(reply, probability: 0), []),
    (Trigger(reply, probability: 1), [1, 2, 3, 4, 5, 6]),
  ])
  func countsDecide(_ trigger: Trigger, _ expected: [Int]) async throws {
    #expect(try await unanswered(of: 6, trigger) == expected)
  }

  @Test func chanceRepeatsItself() async throws {
    let trigger = Trigger(Self.reply, probability: 0.5)
    let first = try await unanswered(of: 12, trigger)
    #expect(!first.isEmpty && first.count < 12)
    #expect(try await unanswered(of: 12, trigger) == first)
  }

  @Test func timeDecides() async throws {
    let trigger = Trigger(Self.reply, since: .seconds(7_200), until: .seconds(14_400))
    let missing = try await unanswered(of: 5, trigger) { await $0.advance(by: .seconds(3_600)) }
    #expect(missing == [3, 4])
  }

  @Test(arguments: [false, true])
  func eachConnectionIsCountedByItself(_ polling: Bool) async throws {
    try await TestServer.run(at: Trigger(Self.reply, nth: 2, per: .connection), do: [.drop]) {
      server in
      let early = try server.joined(polling: polling)
      try early.say("1", in: Name.room)
      try early.wait(for: "messageComplete")
      let late = try server.joined(polling: polling, as: Name.other)
      for text in ["2", "3", "4"] {
        try early.say(text, in: Name.room)
        try early.wait(for: "messageComplete")
        try late.wait(for: "messageComplete")
      }
      #expect(early.heard(from: Name.user) == ["1", "2", "3", "4"])
      #expect(late.heard(from: Name.user) == ["2", "3", "4"])
      let (all, some) = (early.heard(from: Name.agent), late.heard(from: Name.agent))
      // Of the replies 1 to 4 the first client misses 2, and the second, who came after 1, misses 3.
      #expect(all.count == 3 && some.count == 2)
      #expect(all.last == some.last)
      #expect(server.faultCount == 2)
    }
  }

  /// Two clients in a room, the second of which comes after the first message; the second message is the
  /// second of the first client only.
  private func strikingTheFirst(
    _ subject: Trigger.Subject, _ effect: Effect, polling: Bool,
    body: (TestServer, _ struck: SocketClient, _ spared: SocketClient) async throws -> Void
  ) async throws {
    try await TestServer.run(at: Trigger(subject, nth: 2, per: .connection), do: [effect]) {
      server in
      let struck = try server.joined(polling: polling)
      try struck.say("1", in: Name.room)
      try struck.wait(for: "messageComplete")
      let spared = try server.joined(polling: polling, as: Name.other)
      try struck.say("2", in: Name.room)
      try spared.wait(for: "messageComplete")
      try await body(server, struck, spared)
    }
  }

  @Test(arguments: [false, true])
  func aReplyIsLateForOneConnectionOnly(_ polling: Bool) async throws {
    try await strikingTheFirst(
      Self.reply, .delay(.fixed(.seconds(3_600))), polling: polling
    ) { server, struck, spared in
      #expect(spared.heard(from: Name.agent).count == 1)
      #expect(server.faultCount == 1)
      #expect(await server.server.advanceClockToNext() == .seconds(3_600))
      let heard = try struck.texts(from: Name.agent)
      #expect(heard.count == 2)
    }
  }

  @Test(arguments: [false, true])
  func messagesAreSwappedForOneConnectionOnly(_ polling: Bool) async throws {
    let echo = Trigger.Subject.event(
      EventPattern("messageBroadcast", direction: .out, from: .user))
    try await strikingTheFirst(
      echo, .swapWithNext(within: .seconds(3_600)), polling: polling
    ) { _, struck, spared in
      func authors(_ client: SocketClient) -> [String?] {
        client.events.filter { $0.name == "messageBroadcast" }
          .map { $0.argument["senderId"]?.stringValue }
      }
      try struck.hear(from: Name.user)
      #expect(authors(spared) == [Name.user, Name.agent])
      #expect(authors(struck) == [Name.user, Name.agent, Name.agent, Name.user])
    }
  }

  @Test func eachChatIsCountedByItself() async throws {
    try await TestServer.run(at: Trigger(Self.reply, nth: 2, per: .session), do: [.drop]) {
      server in
      let client = try server.joined()
      try client.join(Name.other)
      var counts: [Int] = []
      for room in [Name.room, Name.other, Name.room, Name.other, Name.room] {
        let before = client.heard(from: Name.agent).count
        try client.say("Hello", in: room)
        try client.wait(for: "messageComplete")
        counts.append(client.heard(from: Name.agent).count - before)
      }
      #expect(counts == [1, 1, 0, 0, 1])
    }
  }

  @Test func messagesOfEachConnectionAreCounted() async throws {
    let message = Trigger.Subject.event(EventPattern("message", direction: .in))
    try await TestServer.run(at: Trigger(message, nth: 2, per: .connection), do: [.drop]) {
      server in
      for user in [Name.user, Name.other] {
        let client = try server.joined(as: user)
        try client.say("lost", in: Name.room, as: user)
        try client.say("heard", in: Name.room, as: user)
        try client.hear(from: user)
        #expect(client.heard(from: user) == ["heard"])
      }
    }
  }

  @Test func requestsOfEachConnectionAreCounted() async throws {
    let agents = Trigger.Subject.request(RequestPattern(path: "/api/agents"))
    try await TestServer.run(
      at: Trigger(agents, nth: 2, per: .connection), do: [.respond(CannedAnswer(status: 503))]
    ) { server in
      for _ in 0..<2 {
        let client = try HTTPClient(port: server.port)
        let statuses = try (0..<3).map { _ in try client.request(.get, "/api/agents").status }
        #expect(statuses == [200, 503, 200])
      }
    }
  }

  @Test func requestsOfEachSessionAreCounted() async throws {
    let posts = Trigger.Subject.request(
      RequestPattern(method: "POST", path: "/api/messaging/sessions/*/messages"))
    try await TestServer.run(
      at: Trigger(posts, after: 1, per: .session), do: [.respond(CannedAnswer(status: 429))]
    ) { server in
      for user in [Name.user, Name.other] {
        let client = try HTTPClient(port: server.port)
        let session = try client.request(
          .post, "/api/messaging/sessions",
          json: ["agentId": .string(Name.agent), "userId": .string(user)])
        let id = try #require(session.json["sessionId"]?.stringValue)
        let statuses = try (0..<2).map { _ in
          try client.request(
            .post, "/api/messaging/sessions/\(id)/messages", json: ["content": "Hello"]
          ).status
        }
        #expect(statuses == [201, 429])
      }
    }
  }

  @Test func aStreamBreaksOffForEachConnectionByItself() async throws {
    let piece = Trigger.Subject.event(EventPattern("messageStreamChunk"))
    try await TestServer.run(
      at: Trigger(piece, nth: 3, per: .connection), do: [.error("model offline")]
    ) { server in
      let early = try server.joined()
      await server.stream("One ", index: 0)
      let late = try server.joined(as: Name.other)
      for (index, piece) in ["two ", "three ", "four "].enumerated() {
        await server.stream(piece, index: index + 1)
      }
      for (client, partial) in [(early, "One two "), (late, "One two three ")] {
        let error = try client.wait(for: "messageStreamError")
        #expect(error["partialText"]?.stringValue == partial)
      }
      #expect(early.events.count { $0.name == "messageStreamChunk" } == 2)
      #expect(late.events.count { $0.name == "messageStreamChunk" } == 2)
    }
  }
}

extension TestServer {
  /// Sends a piece of a streamed reply.
  fileprivate func stream(_ piece: String, index: Int) async {
    _ = await server.ask { server in
      server.site.world.outlet?.emit(
        EncodedEvent(
          StreamChunk(
            messageID: "m", chunk: piece, index: index, agentID: Name.agent,
            channelID: Name.room)), toRoom: Name.room, except: nil)
    }
  }
}
