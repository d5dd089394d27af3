import JSON
import Scenario
import Testing

@testable import MockServer

/// Faults of events from clients and of joins, over real sockets.
@Suite struct IncomingFaultTests {
  private static let message = Trigger.Subject.event(EventPattern("message", direction: .in))

  @Test(arguments: [false, true])
  func aDroppedMessageIsNeverHeard(_ polling: Bool) async throws {
    try await TestServer.run(at: Trigger(Self.message, nth: 2), do: [.drop]) { server in
      let client = try server.joined(polling: polling)
      try client.say("lost", in: Name.room)
      try client.say("heard", in: Name.room)
      #expect(try client.texts(from: Name.user) == ["heard"])
    }
  }

  @Test(arguments: [false, true])
  func aLateMessageHoldsUpTheNext(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(Self.message, nth: 2), do: [.delay(.fixed(.seconds(3_600)))]
    ) { server in
      let client = try server.joined(polling: polling)
      try client.say("one", in: Name.room)
      try client.say("two", in: Name.room)
      try server.settle()
      await server.advance(by: .seconds(3_600))
      while client.heard(from: Name.user).count < 2 { try client.hear(from: Name.user) }
      #expect(client.heard(from: Name.user) == ["one", "two"])
    }
  }

  @Test(arguments: [false, true])
  func messagesAreSwapped(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(Self.message, nth: 2), do: [.swapWithNext(within: .seconds(3_600))]
    ) { server in
      let client = try server.joined(polling: polling)
      try client.say("one", in: Name.room)
      try client.say("two", in: Name.room)
      while client.heard(from: Name.user).count < 2 { try client.hear(from: Name.user) }
      #expect(client.heard(from: Name.user) == ["two", "one"])
    }
  }

  @Test(arguments: [false, true])
  func aMessageArrivesTwice(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(Self.message, nth: 2), do: [.duplicate(times: 2, gap: .zero)]
    ) { server in
      let client = try server.joined(polling: polling)
      try client.say("again", in: Name.room)
      while client.heard(from: Name.user).count < 2 { try client.hear(from: Name.user) }
      #expect(client.heard(from: Name.user) == ["again", "again"])
    }
  }

  @Test(arguments: [false, true])
  func anAcknowledgementIsDropped(_ polling: Bool) async throws {
    try await TestServer.run(at: Trigger(Self.message, nth: 1), do: [.dropAcknowledgement]) {
      server in
      let client = try server.joined(polling: polling)
      let join: JSON = ["type": 1, "payload": ["channelId": .string(Name.room)]]
      try client.emit("message", join, id: 7)
      var packet = try client.next()
      while case .event = packet { packet = try client.next() }
      guard case .acknowledgement(7, _) = packet else {
        Issue.record("no acknowledgement of the second: \(packet)")
        return
      }
    }
    try await TestServer.run(at: Trigger(Self.message), do: [.dropAcknowledgement]) { server in
      let client = try server.joined(polling: polling)
      let join: JSON = ["type": 1, "payload": ["channelId": .string(Name.other)]]
      try client.emit("message", join, id: 7)
      try client.emit("subscribe_logs", [:], id: 8)
      var packet = try client.next()
      while case .event = packet { packet = try client.next() }
      guard case .acknowledgement(8, _) = packet else {
        Issue.record("an acknowledgement of the first: \(packet)")
        return
      }
    }
  }

  @Test(arguments: [false, true])
  func aConnectionIsLostAtAJoin(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(.lifecycle(.join), nth: 2), do: [.lose(.kick, for: nil)]
    ) { server in
      let client = try server.joined(polling: polling)
      #expect(throws: Lost.self) { try client.join(Name.other) }
    }
  }

  @Test(arguments: [false, true])
  func aConnectionIsRefused(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(.lifecycle(.connect)), do: [.refuse(message: "Not today")]
    ) { server in
      #expect(throws: Lost.self) { try server.client(polling: polling) }
      #expect(server.log.lines(about: "Not today").count == 1)
    }
  }

  @Test(arguments: [false, true])
  func onlyAReturningClientReconnects(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(.lifecycle(.reconnect)), do: [.refuse(message: "Go away")]
    ) { server in
      let auth: JSON = ["entityId": .string(Name.user)]
      let client = try server.client(polling: polling, auth: auth)
      let other = try server.client(
        polling: polling, auth: ["entityId": .string(Name.other)])
      if polling { try client.transport.send("1") }
      client.close()
      await server.expect(sessions: 1)
      #expect(throws: Lost.self) { try server.client(polling: polling, auth: auth) }
      other.close()
    }
  }

  @Test(arguments: [false, true])
  func aSessionIsForgottenAfterAJoin(_ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(.lifecycle(.join), isAfterwards: true), do: [.forgetSession]
    ) { server in
      let client = try server.client(polling: polling)
      #expect(throws: (any Error).self) {
        try client.join(Name.room)
        while true { _ = try client.next() }
      }
      await server.expect(sessions: 0)
    }
  }
}
