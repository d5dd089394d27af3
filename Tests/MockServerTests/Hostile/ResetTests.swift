import ElizaDomain
import HTTP1
import JSON
import Scenario
import Testing
import WebSocket

@testable import MockServer
@testable import Reactor

extension OverSockets {
  /// A connection that breaks off, in every state it can be in, leaves nothing behind.
  @Suite struct ResetTests {
    /// How far a client gets before it breaks off.
    enum State: String, CaseIterable, Sendable {
      case fresh, midHead, midBody, midChunk, betweenRequests, awaitingAnswer
      case pendingPoll, midPost, betweenPolls
      case openWebSocket, joined, midFrame, midMessage, closing
      case probeOpened, probed, upgraded
      case waitingCaller, midEventStream
      case midHandshake
    }

    @Test(arguments: EventLoop.SelectorChoice.tested)
    func aResetIsForgottenAtOnce(_ selector: EventLoop.SelectorChoice) async throws {
      try await TestServer.run(selector: selector) { configuration in
        configuration.limits.times.pong = .seconds(1)
        configuration.limits.times.pingInterval = .seconds(1)
        configuration.thinkTime = .fixed(.seconds(3_600))
      } body: { server in
        for state in State.allCases where state != .midHandshake {
          for client in try reach(state, on: server) { client.reset() }
          await server.expect(connections: 0, "\(state)")
        }
        // Sessions that poll end when their client has not answered a ping.
        await server.expect(sessions: 0)
        #expect(server.log.warnings().isEmpty)
        let waiting = await server.server.ask { $0.site.world.clock.pendingCount }
        #expect(waiting == 1, "only the sweep of sessions")
      }
    }

    @Test func nobodyElseNotices() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          for state in State.allCases where state != .midHandshake {
            for client in try reach(state, on: server) { client.reset() }
          }
        }
        #expect(server.log.warnings().isEmpty)
      }
    }

    @Test func aPeerThatEndsInOrderButInTheMiddleIsForgottenToo() async throws {
      try await TestServer.run { configuration in
        // Time enough for those who chat, who answer their pings.
        configuration.limits.times.pong = .seconds(6)
        configuration.limits.times.pingInterval = .seconds(1)
        configuration.thinkTime = .fixed(.seconds(3_600))
      } body: { server in
        try await server.whileOthersChat {
          for state in State.allCases where state != .midHandshake {
            try endInOrder(reach(state, on: server), in: state)
            await server.expect(connections: Chat.connectionCount, "\(state)")
          }
        }
        await server.expect(connections: 0)
        await server.expect(sessions: 0)
        #expect(server.log.warnings().isEmpty)
      }
    }

    @Test func aHalfClosedConnectionStillGetsItsAnswers() async throws {
      try await TestServer.run { server in
        try await server.whileOthersChat {
          let tcp = try server.connect()
          tcp.send(
            "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /api/agents HTTP/1.1\r\nHost: x\r\n\r\n")
          tcp.finish()
          let client = HTTPClient(over: tcp)
          #expect(try client.response().status == 200)
          #expect(try client.response().status == 200)
          #expect(client.isEnded())
        }
      }
    }

    @Test func aResetWithinTheHandshakeOfTLS() async throws {
      try await TestServer.run {
        $0.encryption = .selfSigned
      } body: { server in
        try await server.whileOthersChatSecurely {
          let client = try server.connect()
          client.send([0x16, 0x03, 0x01, 0x01, 0x00, 0x01])
          try HTTPClient(over: server.connectSecurely()).expectHealth()
          client.reset()
        }
        await server.expect(connections: 0)
        #expect(server.log.warnings().isEmpty)
      }
    }

    @Test func aResetWhileTheServerStillSends() async throws {
      try await TestServer.run { server in
        let writer = try SocketClient.webSocket(port: server.port)
        try writer.fill(Name.room)
        try await server.whileOthersChat {
          for _ in 0..<5 {
            let tcp = try TCPClient(port: server.port, receiveBuffer: 4_096)
            HTTPClient(over: tcp).begin(
              .get, "/api/messaging/central-channels/\(Name.room)/messages")
            guard case .bytes = tcp.receive() else { throw Lost(before: "the beginning") }
            tcp.reset()
          }
        }
        await server.expect(connections: 1)
        #expect(server.log.warnings().isEmpty)
      }
    }
  }
}

extension OverSockets.ResetTests {
  /// Brings clients into a state; all of them belong to one attacker.
  private func reach(_ state: State, on server: TestServer) throws -> [TCPClient] {
    let tcp = try server.connect()
    switch state {
    case .fresh, .midHandshake: break
    case .midHead: tcp.send("GET /healthz HTTP/1.1\r\nHo")
    case .midBody: tcp.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc")
    case .midChunk:
      tcp.send("POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc")
    case .betweenRequests: try HTTPClient(over: tcp).expectHealth()
    case .awaitingAnswer: tcp.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    case .pendingPoll, .midPost, .betweenPolls: return try poll(state, over: tcp, on: server)
    case .probeOpened, .probed, .upgraded: return try upgrade(state, over: tcp, on: server)
    case .waitingCaller, .midEventStream: try call(state, over: tcp, on: server)
    case .openWebSocket, .joined, .midFrame, .midMessage, .closing: try open(state, over: tcp)
    }
    try server.settle()
    return [tcp]
  }

  private func poll(
    _ state: State, over tcp: TCPClient, on server: TestServer
  ) throws -> [TCPClient] {
    let other = try server.connect()
    let polling = try PollingTransport(polls: tcp, posts: other)
    switch state {
    case .pendingPoll: polling.polls.begin(.get, polling.target)
    case .midPost:
      polling.polls.begin(.get, polling.target)
      other.send("POST \(polling.target) HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n42[")
    default: break
    }
    try server.settle()
    return [tcp, other]
  }

  private func open(_ state: State, over tcp: TCPClient) throws {
    let socket = try WebSocketClient(over: tcp)
    switch state {
    case .joined: _ = try SocketClient(over: WebSocketClient.Packets.opened(socket))
    case .midFrame: tcp.send(Array(WebSocketClient.frame(.text, [0x34, 0x30]).dropLast()))
    case .midMessage: socket.send(.text, [0x34], isFinal: false)
    case .closing: socket.send("1")
    default: break
    }
  }

  /// Asks the agent something and waits for its answer, which takes a while.
  private func call(_ state: State, over tcp: TCPClient, on server: TestServer) throws {
    let session = try HTTPClient(port: server.port).request(
      .post, "/api/messaging/sessions",
      json: ["agentId": .string(Name.agent), "userId": .string(Name.user)])
    let id = try #require(session.json["sessionId"]?.stringValue)
    let transport = state == .waitingCaller ? "sync" : "sse"
    HTTPClient(over: tcp).begin(
      .post, "/api/messaging/sessions/\(id)/messages",
      headers: ["Content-Type": "application/json"],
      body: Array(#"{"content":"hello","transport":"\#(transport)"}"#.utf8))
    guard state == .midEventStream else { return }
    guard case .bytes = tcp.receive() else { throw Lost(before: "the event stream") }
  }

  private func upgrade(
    _ state: State, over tcp: TCPClient, on server: TestServer
  ) throws -> [TCPClient] {
    let others = try [server.connect(), server.connect()]
    let polling = try PollingTransport(polls: others[0], posts: others[1])
    polling.polls.begin(.get, polling.target)
    let probe = try WebSocketClient(
      over: tcp, target: "\(WebSocketClient.target)&sid=\(polling.sid)")
    if state != .probeOpened {
      probe.send("2probe")
      try #require(try probe.receive() == .text("3probe"))
    }
    if state == .upgraded { probe.send("5") }
    try server.settle()
    return [tcp] + others
  }

  /// Says on every connection that nothing more will be sent, and waits until the server ends it in
  /// order too.
  private func endInOrder(_ clients: [TCPClient], in state: State) throws {
    for client in clients {
      client.finish()
      guard case .end = client.receiveAll().ending else { throw Lost(before: "\(state)") }
    }
    for client in clients { client.close() }
  }
}

extension HTTPClient {
  /// Asks a question that every healthy server answers.
  func expectHealth() throws {
    let answer = try request(.get, "/healthz")
    try #require(answer.status == 200)
  }
}

extension SocketClient {
  /// Joins a room and says so much there, 3.6 MB, that nobody takes it all without reading.
  func fill(_ room: String) throws {
    try join(room)
    for index in 0..<4 {
      try say("\(index)\(String(repeating: "x", count: 900_000))", in: room)
      try hear(from: Name.user)
    }
  }
}

extension WebSocketClient.Packets {
  /// The packets of a WebSocket behind the open packet.
  static func opened(_ socket: WebSocketClient) throws -> WebSocketClient.Packets {
    let packets = WebSocketClient.Packets(socket)
    try #require(try packets.receive().hasPrefix("0{"))
    return packets
  }
}
