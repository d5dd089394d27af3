import ElizaDomain
import ElizaModel
import JSON
import Scenario
import Testing

@testable import MockServer

/// Faults of events to clients, over real sockets, on both transports.
@Suite struct EventFaultTests {
  private static let reply = Trigger.Subject.event(
    EventPattern("messageBroadcast", direction: .out, from: .agent))
  private static let echo = Trigger.Subject.event(
    EventPattern("messageBroadcast", direction: .out, from: .user))

  @Test(arguments: [false, true])
  func aDroppedReplyNeverComesAndAllElseDoes(_ polling: Bool) async throws {
    try await TestServer.run(at: Trigger(Self.reply), do: [.drop]) { server in
      let client = try server.joined(polling: polling)
      try client.say("Hello", in: Name.room)
      #expect(try client.texts(from: Name.agent) == [])
      #expect(client.heard(from: Name.user) == ["Hello"])
      #expect(server.faultCount == 1)
    }
  }

  @Test(arguments: [false, true])
  func aDuplicatedReplyComesTwice(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(Self.reply, nth: 1), do: [.duplicate(times: 2, gap: .zero)]
    ) { server in
      let client = try server.joined(polling: polling)
      for text in ["Hello", "Again"] {
        try client.say(text, in: Name.room)
        try client.wait(for: "messageComplete")
      }
      let ids = client.events.filter { $0.argument["senderId"]?.stringValue == Name.agent }
        .compactMap { $0.argument["id"]?.stringValue }
      #expect(ids.count == 3)
      #expect(Set(ids).count == 2)
    }
  }

  @Test(arguments: [false, true])
  func duplicatesComeApart(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(Self.reply), do: [.duplicate(times: 3, gap: .seconds(3_600))]
    ) { server in
      let client = try server.joined(polling: polling)
      try client.say("Hello", in: Name.room)
      #expect(try client.texts(from: Name.agent).count == 1)
      for count in 2...3 {
        await server.advance(by: .seconds(3_600))
        try client.hear(from: Name.agent)
        #expect(client.heard(from: Name.agent).count == count)
      }
    }
  }

  @Test(arguments: [false, true])
  func whatComesAfterALateReplyWaits(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(Self.reply), do: [.delay(.fixed(.seconds(3_600)))]
    ) { server in
      let client = try server.joined(polling: polling)
      try client.say("Hello", in: Name.room)
      try client.wait(for: "messageAck")
      try client.settle()
      #expect(client.heard(from: Name.agent) == [])
      await server.advance(by: .seconds(3_600))
      #expect(try client.texts(from: Name.agent).count == 1)
    }
  }

  @Test(arguments: [false, true])
  func aThrottledRoomTakesItsTime(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(Self.reply), do: [.throttle(bytesPerSecond: 1)]
    ) { server in
      let client = try server.joined(polling: polling)
      try client.say("Hello", in: Name.room)
      try client.wait(for: "messageAck")
      await server.advance(by: .seconds(30))
      try client.settle()
      #expect(client.heard(from: Name.agent) == [])
      await server.advance(by: .seconds(3_600))
      #expect(try client.texts(from: Name.agent).count == 1)
    }
  }

  @Test(arguments: [false, true])
  func theNextMessageOvertakes(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(Self.echo, nth: 1), do: [.swapWithNext(within: .seconds(3_600))]
    ) { server in
      let speaker = try server.joined(polling: polling)
      let listener = try server.joined(polling: polling, as: Name.other)
      try speaker.say("one", in: Name.room)
      // The agent's reply overtakes its question, for everybody.
      for client in [speaker, listener] {
        try client.hear(from: Name.user)
        let authors = client.events.filter { $0.name == "messageBroadcast" }
          .compactMap { $0.argument["senderId"]?.stringValue }
        #expect(authors == [Name.agent, Name.user])
      }
    }
  }

  @Test(arguments: [false, true])
  func aMessageThatNobodyOvertakesComesAlone(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(Self.reply, nth: 1), do: [.swapWithNext(within: .seconds(3_600))]
    ) { server in
      let client = try server.joined(polling: polling)
      try client.say("Hello", in: Name.room)
      #expect(try client.texts(from: Name.agent) == [])
      await server.advance(by: .seconds(3_600))
      try client.hear(from: Name.agent)
    }
  }

  @Test(arguments: [false, true])
  func aCorruptEventIsNoJSON(_ polling: Bool) async throws {
    try await TestServer.run(at: Trigger(Self.reply), do: [.corrupt]) { server in
      let client = try server.joined(polling: polling)
      try client.say("Hello", in: Name.room)
      #expect(throws: (any Error).self) { try client.texts(from: Name.agent) }
    }
  }

  @Test(arguments: [false, true])
  func aTruncatedEventIsCutOff(_ polling: Bool) async throws {
    try await TestServer.run(at: Trigger(Self.reply), do: [.truncate(bytes: 30)]) { server in
      let client = try server.joined(polling: polling)
      try client.say("Hello", in: Name.room)
      #expect(throws: (any Error).self) { try client.texts(from: Name.agent) }
    }
  }

  @Test(arguments: [false, true])
  func aLeakReachesThoseOutsideOnce(_ polling: Bool) async throws {
    try await TestServer.run(at: Trigger(Self.echo), do: [.leakToRoom(nil)]) { server in
      let client = try server.joined(polling: polling)
      let stranger = try server.client(polling: polling)
      try client.say("secret", in: Name.room)
      #expect(try client.texts(from: Name.user) == ["secret"])
      try stranger.hear(from: Name.user)
      try stranger.settle()
      #expect(stranger.heard(from: Name.user) == ["secret"])
      #expect(server.faultCount == 1)
    }
  }

  @Test(arguments: [false, true])
  func aLeakIntoARoomReachesThatRoom(_ polling: Bool) async throws {
    let other = "55555555-5555-4555-8555-555555555555"
    try await TestServer.run(at: Trigger(Self.reply), do: [.leakToRoom(other)]) { server in
      let client = try server.joined(polling: polling)
      let stranger = try server.client(polling: polling)
      try stranger.join(other, as: Name.other)
      try client.say("Hello", in: Name.room)
      try stranger.hear(from: Name.agent)
    }
  }

  @Test(arguments: [false, true])
  func anErrorTakesTheReplysPlace(_ polling: Bool) async throws {
    try await TestServer.run(at: Trigger(Self.reply), do: [.error("model offline")]) { server in
      let client = try server.joined(polling: polling)
      try client.say("Hello", in: Name.room)
      let error = try client.wait(for: "messageError")
      #expect(error == ["error": "model offline"])
      #expect(try client.texts(from: Name.agent) == [])
    }
  }

  @Test(arguments: [false, true])
  func aStreamBreaksOff(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(.event(EventPattern("messageStreamChunk")), nth: 3), do: [.error("model offline")]
    ) { server in
      let client = try server.joined(polling: polling)
      _ = await server.server.ask { server in
        for (index, piece) in ["One ", "two ", "three ", "four"].enumerated() {
          server.site.world.outlet?.emit(
            EncodedEvent(
              StreamChunk(
                messageID: "m", chunk: piece, index: index, agentID: Name.agent,
                channelID: Name.room)), toRoom: Name.room, except: nil)
        }
      }
      let error = try client.wait(for: "messageStreamError")
      #expect(
        error == [
          "messageId": "m", "channelId": .string(Name.room), "agentId": .string(Name.agent),
          "error": "model offline", "partialText": "One two ",
        ])
      try client.settle()
      let pieces = client.events.filter { $0.name == "messageStreamChunk" }
      #expect(pieces.map { $0.argument["chunk"] } == ["One ", "two "])
    }
  }

  @Test(arguments: [false, true])
  func theSendersCopyAndTheOthersAreOneMessage(_ polling: Bool) async throws {
    try await TestServer.run(at: Trigger(Self.echo, nth: 2), do: [.drop]) { server in
      let speaker = try server.joined(polling: polling)
      let listener = try server.joined(polling: polling, as: Name.other)
      for text in ["one", "two", "three"] {
        try speaker.say(text, in: Name.room)
        try speaker.wait(for: "messageComplete")
      }
      #expect(speaker.heard(from: Name.user) == ["one", "three"])
      while listener.heard(from: Name.user).last != "three" { try listener.hear(from: Name.user) }
      #expect(listener.heard(from: Name.user) == ["one", "three"])
    }
  }

  @Test(arguments: [false, true])
  func aConnectionIsLostOnceTheReplyIsThere(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(Self.reply, isAfterwards: true), do: [.lose(.kick, for: nil)]
    ) { server in
      let client = try server.joined(polling: polling)
      try client.say("Hello", in: Name.room)
      try client.hear(from: Name.agent)
      while try client.next() != .disconnect {}
    }
  }

  @Test(arguments: [false, true])
  func aConnectionThatIsLostAtAReplyTakesTheReplyAlong(_ polling: Bool) async throws {
    try await TestServer.run(at: Trigger(Self.reply), do: [.lose(.kick, for: nil)]) { server in
      let client = try server.joined(polling: polling)
      try client.say("Hello", in: Name.room)
      while try client.next() != .disconnect {}
      #expect(client.heard(from: Name.agent) == [])
    }
  }
}
