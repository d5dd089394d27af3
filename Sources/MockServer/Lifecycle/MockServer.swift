import Reactor

/// A mock ElizaOS server in this process, on a thread of its own: for tests written in Swift.
///
/// ```swift
/// var configuration = MockServerConfiguration()
/// configuration.port = 0
/// let server = try await MockServer.start(configuration)
/// // … point a client at server.url …
/// await server.stop()
/// ```
public final class MockServer: Sendable {
  /// The version of this package.
  public static let version = "0.1.0"

  /// The address clients use, such as `http://127.0.0.1:49152`.
  public let url: String

  /// The port it listens on.
  public let port: UInt16

  private let stopper: @Sendable () -> Void
  private let server: LoopBound<LocalServer>
  private let end: ThreadEnd

  private init(_ server: Running, end: ThreadEnd) {
    url = server.url
    port = server.port
    stopper = server.stopper
    self.server = server.bound
    self.end = end
  }

  /// Starts a server and returns once it can be reached; throws `StartError`.
  public static func start(
    _ configuration: MockServerConfiguration = MockServerConfiguration()
  ) async throws -> MockServer {
    let end = ThreadEnd()
    let server = try await withCheckedThrowingContinuation { continuation in
      Running.start(configuration, onStart: { continuation.resume(with: $0) }, onEnd: end.come)
    }
    return MockServer(server, end: end)
  }

  /// Ends the server in order and returns once its port is free again.
  public func stop() async {
    stopper()
    await end.wait()
  }

  /// Asks the server on its own thread; nil once it has ended.
  func ask<Answer: Sendable>(
    _ question: @escaping @Sendable (LocalServer) -> Answer
  ) async -> Answer? {
    await withCheckedContinuation { continuation in
      let isRunning = server.run { continuation.resume(returning: question($0)) }
      if !isRunning { continuation.resume(returning: nil) }
    }
  }
}
