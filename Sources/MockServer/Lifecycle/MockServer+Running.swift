import ControlAPI
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
    /// `onStop` is called on that thread with what came of it, once it is told to end; `onEnd` when its thread
    /// ends, and not at all when there was none.
    static func start(
      _ configuration: MockServerConfiguration,
      onStart: @escaping @Sendable (Result<Running, StartError>) -> Void,
      onStop: (@Sendable (RunReport) -> Void)? = nil,
      onEnd: @escaping @Sendable () -> Void
    ) {
      do throws(SocketError) {
        try EventLoop.startThread(
          configuration: configuration.loop,
          setUp: { loop in
            let result = started(configuration, on: loop, onStop: onStop)
            if case .failure = result { loop.stop() }
            onStart(result)
          },
          onEnd: onEnd)
      } catch {
        onStart(.failure(.cannotListen(error)))
      }
    }

    private static func started(
      _ configuration: MockServerConfiguration, on loop: EventLoop,
      onStop: (@Sendable (RunReport) -> Void)?
    ) -> Result<Running, StartError> {
      do throws(StartError) {
        let server = try LocalServer(configuration, on: loop)
        server.site.onShutDown = onStop
        return .success(Running(server, handle: loop.handle))
      } catch {
        return .failure(error)
      }
    }
  }
}
