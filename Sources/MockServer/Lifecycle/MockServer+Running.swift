import Reactor

extension MockServer {
  /// A server that runs on a thread of its own.
  struct Running: Sendable {
    let url: String
    let port: UInt16
    let stopper: @Sendable () -> Void
    let bound: LoopBound<LocalServer>

    private init(_ server: LocalServer, handle: EventLoop.Handle) {
      url = server.url
      port = server.port
      stopper = server.stopper
      bound = LoopBound(server, handle: handle)
    }

    /// Starts a server on a new thread.
    ///
    /// `onStart` is called once, on that thread or at once: when the server can be reached, or could not start.
    /// `onEnd` is called when its thread ends, and not at all when there was none.
    static func start(
      _ configuration: MockServerConfiguration,
      onStart: @escaping @Sendable (Result<Running, StartError>) -> Void,
      onEnd: @escaping @Sendable () -> Void
    ) {
      do throws(SocketError) {
        try EventLoop.startThread(
          configuration: configuration.loop,
          setUp: { loop in
            let result = started(configuration, on: loop)
            if case .failure = result { loop.stop() }
            onStart(result)
          },
          onEnd: onEnd)
      } catch {
        onStart(.failure(.cannotListen(error)))
      }
    }

    private static func started(
      _ configuration: MockServerConfiguration, on loop: EventLoop
    ) -> Result<Running, StartError> {
      do throws(StartError) {
        return .success(Running(try LocalServer(configuration, on: loop), handle: loop.handle))
      } catch {
        return .failure(error)
      }
    }
  }
}
