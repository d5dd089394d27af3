import HTTP1
import JSON
import Scenario
import SocketIO
import Testing

@testable import MockServer
@testable import SocketIOServer

/// Every way of losing a connection at every kind of event, before and after it, on both transports.
@Suite struct LossFaultTests {
  struct Loss: CustomTestStringConvertible, Sendable {
    let how: Step.Disconnection
    let trigger: Trigger
    let polling: Bool

    var testDescription: String {
      "\(how) \(trigger.isAfterwards ? "after" : "at") \(trigger.subject.summary), "
        + (polling ? "polling" : "WebSocket")
    }
  }

  private static let subjects: [Trigger.Subject] = [
    .lifecycle(.join), .event(EventPattern("message", direction: .in)),
    .event(EventPattern("messageBroadcast", direction: .out)),
  ]

  static let all: [Loss] = Step.Disconnection.allCases.flatMap { how in
    subjects.flatMap { subject in
      [false, true].flatMap { isAfterwards in
        let isOut = subject == subjects[2]
        let trigger = Trigger(subject, isAfterwards: isAfterwards, nth: isOut ? 1 : 2)
        return [false, true].map { Loss(how: how, trigger: trigger, polling: $0) }
      }
    }
  }

  @Test(arguments: all)
  func aConnectionIsLost(_ loss: Loss) async throws {
    try await TestServer.run(at: loss.trigger, do: [.lose(loss.how, for: .seconds(3_600))]) {
      server in
      let client = try server.joined(polling: loss.polling)
      let polling = client.transport as? PollingTransport
      begin(loss.trigger.subject == .lifecycle(.join) ? Self.join : Self.hello, by: client)
      #expect(await eventually { server.faultCount == 1 })
      // Until then the client would not be lost.
      if loss.polling, loss.trigger.isAfterwards { _ = try? client.next() }
      switch loss.how {
      case .kick: while try client.next() != .disconnect {}
      case .close, .reset:
        #expect(throws: (any Error).self) { while true { _ = try client.next() } }
        await server.expect(sessions: 0)
      case .silent:
        #expect(await eventually { await server.session { $0.silence != nil } })
        await server.advance(by: .seconds(3_600))
        try goesOn(client, polling)
      case .ping:
        #expect(await eventually { await server.session { $0.isStarved } })
        try goesOn(client, polling)
      }
    }
  }

  @Test(arguments: Step.Disconnection.allCases, [false, true])
  func aConnectionIsLostAsItIsMade(_ how: Step.Disconnection, _ polling: Bool) async throws {
    try await TestServer.run(
      at: Trigger(.lifecycle(.connect), nth: 1), do: [.lose(how, for: .seconds(3_600))]
    ) { server in
      let transport = try open(polling, on: server)
      begin("40", on: transport)
      #expect(await eventually { server.faultCount == 1 })
      switch how {
      case .kick, .close, .reset:
        #expect(throws: (any Error).self) {
          while try transport.receive() != "41" {}
          throw Lost(before: "more")
        }
      case .silent: #expect(await eventually { await server.session { $0.silence != nil } })
      case .ping: #expect(await eventually { await server.session { $0.isStarved } })
      }
      await server.advance(by: .seconds(3_600))
      try server.client(polling: polling).join(Name.room)
    }
  }

  /// A client between two polls is no exception: what it is lost after is there at its next one.
  @Test(arguments: [Effect.restart(.seconds(3_600)), .lose(.reset, for: nil)], [false, true])
  func whatAConnectionIsLostAfterArrives(_ effect: Effect, _ polling: Bool) async throws {
    let reply = EventPattern("messageBroadcast", direction: .out, from: .agent)
    try await TestServer.run(
      at: Trigger(.event(reply), isAfterwards: true, nth: 1), do: [effect]
    ) { server in
      let client = try server.joined(polling: polling)
      begin(Self.hello, by: client)
      #expect(await eventually { server.faultCount == 1 })
      #expect(throws: (any Error).self) { while true { _ = try client.next() } }
      #expect(client.heard(from: Name.agent).count == 1)
    }
  }

  /// A message goes to several rooms of a chat, most of them empty, and a restart strikes those in others too.
  @Test func aRestartLetsEverybodyFetchWhatWasSent() async throws {
    let reply = EventPattern("messageBroadcast", direction: .out, from: .agent)
    try await TestServer.run(
      at: Trigger(.event(reply), isAfterwards: true, nth: 1), do: [.restart(.seconds(3_600))]
    ) { server in
      let http = try HTTPClient(port: server.port)
      let ids: JSON = ["agentId": .string(Name.agent), "userId": .string(Name.user)]
      let made = try http.request(.post, "/api/messaging/sessions", json: ids).json
      let session = try #require(made["sessionId"]?.stringValue)
      let (inIt, outside) = (try server.client(polling: true), try server.joined(polling: true))
      try inIt.join(session)
      begin(Self.hello, by: outside)
      try inIt.say("Hello", in: session)
      #expect(await eventually { server.faultCount == 1 })
      for client in [inIt, outside] { try client.hear(from: Name.user) }
      for client in [inIt, outside] {
        #expect(throws: (any Error).self) { while true { _ = try client.next() } }
      }
      let replies = inIt.heard(from: Name.agent).count + outside.heard(from: Name.agent).count
      #expect(replies >= 1)
    }
  }

  private static let join: JSON = [
    "type": 1, "payload": ["channelId": .string(Name.other), "entityId": .string(Name.user)],
  ]
  private static let hello: JSON = [
    "type": 2,
    "payload": [
      "channelId": .string(Name.room), "senderId": .string(Name.user), "senderName": "Someone",
      "message": "Hello", "messageServerId": .string(Name.messageServer),
    ],
  ]

  /// Sends an event without waiting for the answer to its POST, which may be late or never come.
  private func begin(_ message: JSON, by client: SocketClient) {
    begin("42" + (["message", message] as JSON).text, on: client.transport)
  }

  private func begin(_ packet: String, on transport: any EngineTransport) {
    if let polling = transport as? PollingTransport {
      polling.posts.begin(.post, polling.target, body: Array(packet.utf8))
    } else {
      try? transport.send(packet)
    }
  }

  /// Opens a session that has not joined the namespace: whether it would hear of its welcome is a matter of luck where
  /// silence falls on it right then.
  private func open(_ polling: Bool, on server: TestServer) throws -> any EngineTransport {
    let port = server.port
    guard !polling else { return try PollingTransport { try TCPClient(port: port) } }
    let packets = WebSocketClient.Packets(try WebSocketClient(over: TCPClient(port: port)))
    try #require(try packets.receive().hasPrefix("0{"))
    return packets
  }

  private func goesOn(_ client: SocketClient, _ polling: PollingTransport?) throws {
    if let polling { #expect(try polling.posts.response(to: .post).text == "ok") }
    try client.join("77777777-7777-4777-8777-777777777777")
  }
}

extension TestServer {
  /// What the one Engine.IO session there is says; false when there is none.
  fileprivate func session(_ question: @escaping @Sendable (EngineSession) -> Bool) async -> Bool {
    await server.ask { $0.site.realtime.server.engine.sessions.contains(where: question) } == true
  }
}
