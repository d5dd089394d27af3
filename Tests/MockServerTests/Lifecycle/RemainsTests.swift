import HTTP1
import Scenario
import Testing

@testable import MockServer
@testable import Reactor

extension OverSockets {
  /// What is left of a server that has stopped: nothing.
  @Suite struct RemainsTests {
    @Test(arguments: [(false, []), (true, []), (false, [trouble])] as [(Bool, [Overlay])])
    func aStoppedServerIsLetGoOf(_ isEncrypted: Bool, _ overlays: [Overlay]) async throws {
      let remains = LockBox<[Remains]>([])
      try await TestServer.run {
        if isEncrypted { $0.encryption = .selfSigned }
        $0.overlays = overlays
      } body: { server in
        if !isEncrypted { try converse(with: server) }
        _ = await server.server.ask { server in
          let parts: [AnyObject] = [
            server, server.site, server.site.world, server.site.realtime, server.site.pipeline,
            server.site.realtime.server, server.site.clock, server.site.api,
          ]
          remains.withLock { $0 = parts.map(Remains.init) }
        }
      }
      #expect(remains.withLock { $0.count } == 8)
      // The thread lets go of what it held after it has said that it ends.
      #expect(await eventually { remains.withLock { $0.allSatisfy { $0.object == nil } } })
      #expect(remains.withLock { $0.filter { $0.object != nil }.map(\.name) } == [])
    }

    /// Leaves an event that is late and a client that is silent.
    private static let trouble = Overlay(
      name: "trouble",
      faults: [
        Fault(
          id: "late", at: Trigger(.event(EventPattern("messageComplete"))),
          do: [.delay(.fixed(.seconds(3_600)))]),
        Fault(
          id: "dead",
          at: Trigger(.event(EventPattern("messageBroadcast", from: .agent)), isAfterwards: true),
          do: [.lose(.silent, for: .seconds(3_600))]),
      ])

    /// Leaves a session with a message and its answer, a socket in a room, and a pending poll.
    private func converse(with server: TestServer) throws {
      let client = try SocketClient.webSocket(server.connect())
      let room = "55555555-5555-4555-8555-555555555555"
      try client.join(room)
      try client.say(room, in: room)
      try client.hear(from: Name.agent)
      let polling = try PollingTransport { try server.connect() }
      try polling.send("40")
      polling.polls.begin(.get, polling.target)
    }

    private struct Remains {
      weak var object: AnyObject?
      let name: String

      init(_ object: AnyObject) {
        self.object = object
        name = "\(type(of: object))"
      }
    }
  }
}
