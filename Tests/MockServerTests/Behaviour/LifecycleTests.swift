import HTTP1
import JSON
import Logging
import Testing

@testable import MockServer
@testable import Reactor

extension OverSockets {
  @Suite struct LifecycleTests {
    @Test(arguments: EventLoop.SelectorChoice.tested)
    func aServerAnswersOnBothLoopbackAddressesUntilItIsStopped(
      _ selector: EventLoop.SelectorChoice
    ) async throws {
      var port: UInt16 = 0
      try await TestServer.run(selector: selector) { server in
        port = server.port
        #expect(server.server.url == "http://127.0.0.1:\(port)")
        for host in ["127.0.0.1", "::1"] {
          let client = HTTPClient(over: try TCPClient(port: port, host: host))
          let answer = try client.request(.get, "/api/server/ping")
          #expect(answer.status == 200)
          #expect(answer.json["pong"] == true)
        }
      }
      #expect(throws: TCPClient.Failure.self) { try TCPClient(port: port) }
    }

    @Test func aPortIsFreeAgainOnceItsServerHasStopped() async throws {
      var port: UInt16 = 0
      for _ in 0..<3 {
        try await TestServer.run {
          $0.port = port
        } body: { server in
          port = server.port
          // The server closes first, which leaves its port in TIME_WAIT.
          let client = try HTTPClient(port: port)
          let answer = try client.request(.get, "/healthz", headers: ["Connection": "close"])
          #expect(answer.status == 200)
          #expect(client.isEnded())
        }
      }
    }

    @Test func aTakenPortIsAnErrorThatSaysWhatToDo() async throws {
      try await TestServer.run { server in
        var configuration = MockServerConfiguration()
        configuration.port = server.port
        let error = await #expect(throws: StartError.self) {
          try await MockServer.start(configuration)
        }
        #expect(
          error?.description
            == "port \(server.port) on 127.0.0.1 is taken by another program; stop that program, "
            + "choose another port, or let --port 0 pick a free one")
        try server.settle()
      }
    }

    @Test func twoServersInOneProcessKnowNothingOfEachOther() async throws {
      try await TestServer.run { first in
        try await TestServer.run { second in
          #expect(first.port != second.port)
          let one = try SocketClient.webSocket(port: first.port)
          let other = try SocketClient.webSocket(port: second.port)
          try one.join(Name.room)
          try other.join(Name.room)
          try one.say("only here", in: Name.room)
          try one.hear(from: Name.agent)
          try second.settle()
          try other.say("only there", in: Name.room)
          #expect(try other.hear(from: Name.user)["text"] == "only there")
          #expect(!other.events.contains { $0.argument["text"] == "only here" })
        }
      }
    }

    @Test(arguments: EventLoop.SelectorChoice.tested)
    func stoppingTellsEveryClient(_ selector: EventLoop.SelectorChoice) async throws {
      var sockets: [WebSocketClient] = []
      var poll: HTTPClient?
      var idle: TCPClient?
      try await TestServer.run(selector: selector) { server in
        for _ in 0..<3 {
          let socket = try WebSocketClient(port: server.port)
          sockets.append(socket)
          guard case .text = try socket.receive() else { throw Lost(before: "an open packet") }
        }
        let polling = try PollingTransport { try server.connect() }
        polling.polls.begin(.get, polling.target)
        poll = polling.polls
        idle = try server.connect()
        try server.settle()
      }
      for socket in sockets { #expect(try socket.receiveEnding() == .close(1000)) }
      #expect(try poll?.response().text == "1")
      #expect(idle?.receive() == .end)
    }

    @Test(arguments: EventLoop.SelectorChoice.tested)
    func idleClientsDoNotKeepAServerFromStopping(_ selector: EventLoop.SelectorChoice) async throws
    {
      var configuration = MockServerConfiguration()
      configuration.port = 0
      configuration.selector = selector
      configuration.logLevel = .critical
      let server = try await MockServer.start(configuration)
      let idle = try (0..<5).map { _ in try HTTPClient(port: server.port) }
      for client in idle { #expect(try client.request(.get, "/healthz").status == 200) }
      let half = try TCPClient(port: server.port)
      half.send(Array("GET /healthz HTT".utf8))
      _ = try HTTPClient(port: server.port).request(.get, "/healthz")
      let clock = ContinuousClock()
      let began = clock.now
      await server.stop()
      #expect(began.duration(to: clock.now) < .milliseconds(500))
      for client in idle { #expect(client.isEnded()) }
    }

    @Test func aClientCanStopTheServerAndIsAnsweredFirst() async throws {
      var configuration = MockServerConfiguration()
      configuration.port = 0
      configuration.logLevel = .critical
      let server = try await MockServer.start(configuration)
      let socket = try SocketClient.webSocket(port: server.port)
      let client = try HTTPClient(port: server.port)
      let answer = try client.request(.post, "/api/server/stop")
      #expect(answer.status == 200)
      #expect(answer.json == ["message": "Server stopping..."])
      #expect(client.isEnded())
      #expect(throws: (any Error).self) { while true { _ = try socket.next() } }
      await server.stop()
      #expect(throws: TCPClient.Failure.self) { try TCPClient(port: server.port) }
    }

    @Test func stoppingTwiceAndStoppingAnIdleServerIsHarmless() async throws {
      var configuration = MockServerConfiguration()
      configuration.port = 0
      let server = try await MockServer.start(configuration)
      async let first: Void = server.stop()
      async let second: Void = server.stop()
      _ = await (first, second)
      await server.stop()
      #expect(await server.ask { $0.connectionCount } == nil)
    }
  }
}

extension EventLoop.SelectorChoice {
  /// Every selector this platform has.
  static let tested: [EventLoop.SelectorChoice] = [.system, .poll]
}
