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
    selector: EventLoop.SelectorChoice = .fromEnvironment,
    configure: (inout MockServerConfiguration) -> Void = { _ in },
    body: (TestServer) async throws -> Void
  ) async throws {
    let log = LogCollector()
    var configuration = MockServerConfiguration()
    configuration.port = 0
    configuration.selector = selector
    configuration.thinkTime = .fixed(.zero)
    configuration.seed = 1
    configuration.limits.times = .patient
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

  /// Expects the number of open connections to come to `count` in the time there is to wait.
  func expect(
    connections count: Int, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    let value = await value(settlingAt: count) { $0.connectionCount }
    #expect(value == count, comment, sourceLocation: sourceLocation)
  }

  /// Expects the number of Engine.IO sessions to come to `count` in the time there is to wait.
  func expect(
    sessions count: Int, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    let value = await value(settlingAt: count) { $0.site.realtime.server.engine.sessions.count }
    #expect(value == count, comment, sourceLocation: sourceLocation)
  }

  private func value(
    settlingAt expected: Int, _ question: @escaping @Sendable (LocalServer) -> Int
  ) async -> Int? {
    var value: Int?
    _ = await eventually {
      value = await server.ask(question)
      return value == expected
    }
    return value
  }
}

extension MockServerConfiguration.Limits.Times {
  /// Times that no test comes near, however long a busy machine takes over it; a test of one of them
  /// sets its own.
  fileprivate static let patient: Self = {
    var times = Self()
    times.handshake = .seconds(3_600)
    times.idle = .seconds(3_600)
    times.head = .seconds(3_600)
    times.bodyPause = .seconds(3_600)
    times.body = .seconds(3_600)
    times.pong = .seconds(3_600)
    times.pingInterval = .seconds(3_600)
    times.upgrade = .seconds(3_600)
    times.fetch = .seconds(3_600)
    times.connect = .seconds(3_600)
    times.attachment = .seconds(3_600)
    return times
  }()
}

/// Whether a condition comes true in the time a test waits, asked again and again.
///
/// It is asked once more when the time is over, since on a busy machine a test may have to wait for
/// its turn longer than for the server.
func eventually(_ condition: () async throws -> Bool) async rethrows -> Bool {
  let clock = ContinuousClock()
  let deadline = clock.now.advanced(by: .seconds(60))
  while true {
    let isLast = clock.now >= deadline
    if try await condition() { return true }
    if isLast { return false }
    await Task.yield()
  }
}
