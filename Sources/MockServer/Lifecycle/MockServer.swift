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
  private let ending: Ending

  private init(_ server: Started, ending: Ending) {
    url = server.url
    port = server.port
    stopper = server.stopper
    self.ending = ending
  }

  /// Starts a server and returns once it can be reached; throws `StartError`.
  public static func start(
    _ configuration: MockServerConfiguration = MockServerConfiguration()
  ) async throws -> MockServer {
    let ending = Ending()
    let server = try await withCheckedThrowingContinuation { continuation in
      do throws(SocketError) {
        try EventLoop.startThread(
          setUp: { loop in
            let result = Result { try Started(LocalServer(configuration, on: loop)) }
            if case .failure = result { loop.stop() }
            continuation.resume(with: result)
          },
          onEnd: { Task { await ending.finish() } })
      } catch {
        continuation.resume(throwing: StartError.cannotListen(error))
      }
    }
    return MockServer(server, ending: ending)
  }

  /// Ends the server in order and returns once its port is free again.
  public func stop() async {
    stopper()
    await ending.wait()
  }

  private struct Started: Sendable {
    let url: String
    let port: UInt16
    let stopper: @Sendable () -> Void

    init(_ server: LocalServer) {
      url = server.url
      port = server.port
      stopper = server.stopper
    }
  }

  private actor Ending {
    private var hasEnded = false
    private var waiters: [CheckedContinuation<Void, Never>] = []

    func finish() {
      hasEnded = true
      for waiter in waiters { waiter.resume() }
      waiters = []
    }

    func wait() async {
      guard !hasEnded else { return }
      await withCheckedContinuation { waiters.append($0) }
    }
  }
}
