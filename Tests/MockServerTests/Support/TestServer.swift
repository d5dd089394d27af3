import HTTP1
import Scenario
import SocketIOServer
import Testing

@testable import MockServer
@testable import Reactor

/// A server in this process, on a free port, with its log at hand.
struct TestServer: Sendable {
  let server: MockServer
  let log: LogCollector

  var port: UInt16 { server.port }

  /// Runs `body` against a fresh server whose agents answer at once, and stops it whatever happens.
  static func run(
    selector: EventLoop.SelectorChoice = .system,
    configure: (inout MockServerConfiguration) -> Void = { _ in },
    body: (TestServer) async throws -> Void
  ) async throws {
    let log = LogCollector()
    var configuration = MockServerConfiguration()
    configuration.port = 0
    configuration.selector = selector
    configuration.thinkTime = .fixed(.zero)
    configuration.seed = 1
    configuration.makeLogHandler = { log.makeHandler() }
    configure(&configuration)
    let server = try await MockServer.start(configuration)
    do {
      try await body(TestServer(server: server, log: log))
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  /// A connection to the server.
  func connect() throws -> TCPClient { try TCPClient(port: port) }

  /// Waits until the server has dealt with everything sent so far, since its loop takes things in
  /// their order.
  func settle() throws {
    let client = try HTTPClient(port: port)
    for _ in 0..<2 {
      let response = try client.request(.get, "/api/server/ping")
      try #require(response.status == 200)
    }
  }

  /// Waits until as many connections are open; false when that takes too long.
  func reaches(connections count: Int) async -> Bool {
    await eventually { await server.ask { $0.connectionCount } == count }
  }

  /// Waits until there are as many Engine.IO sessions; false when that takes too long.
  func reaches(sessions count: Int) async -> Bool {
    await eventually {
      await server.ask { $0.site.realtime.server.engine.sessions.count } == count
    }
  }
}

/// Whether a condition comes true in the time a test waits, asked again and again.
func eventually(_ condition: () async throws -> Bool) async rethrows -> Bool {
  let clock = ContinuousClock()
  let deadline = clock.now.advanced(by: .seconds(60))
  while clock.now < deadline {
    if try await condition() { return true }
    await Task.yield()
  }
  return false
}
