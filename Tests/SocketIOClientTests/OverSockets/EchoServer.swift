import HTTP1
import HTTPServer
import HostInterface
import JSON
import Reactor
import SocketIOServer
import TLS

/// A Socket.IO server on a free port of this machine, on a thread of its own.
///
/// `message` comes back as `message-back`, `ask` is acknowledged with its arguments, `kick` puts the client
/// out, `question` is asked in turn and its answer told as `answered`.
final class EchoServer: Sendable {
  let port: UInt16
  let certificate: [UInt8]
  private let handle: EventLoop.Handle
  private let ended: AsyncStream<Void>

  private struct Started: Sendable {
    let port: UInt16
    let certificate: [UInt8]
    let handle: EventLoop.Handle
  }

  static func start(
    port: UInt16 = 0, isSecure: Bool = false,
    configure: @escaping @Sendable (inout SocketIOConfiguration) -> Void = { _ in }
  ) async throws -> EchoServer {
    let (ended, continuation) = AsyncStream.makeStream(of: Void.self)
    let started = try await withCheckedThrowingContinuation { waiting in
      do {
        try EventLoop.startThread(
          setUp: { loop in
            waiting.resume(
              with: Result {
                try listen(port: port, isSecure: isSecure, configure: configure, on: loop)
              })
          }, onEnd: { continuation.finish() })
      } catch {
        waiting.resume(throwing: error)
      }
    }
    return EchoServer(started, ended)
  }

  private init(_ started: Started, _ ended: AsyncStream<Void>) {
    port = started.port
    certificate = started.certificate
    handle = started.handle
    self.ended = ended
  }

  /// Cuts every connection and ends.
  func stop() async {
    handle.stop()
    for await _ in ended {}
  }

  private static func listen(
    port: UInt16, isSecure: Bool, configure: (inout SocketIOConfiguration) -> Void,
    on loop: EventLoop
  ) throws -> Started {
    var configuration = SocketIOConfiguration()
    configure(&configuration)
    let server = SocketIOServer(
      configuration: configuration, scheduler: loop, random: RandomSource(SecureRandom()))
    for name in ["/", "/custom"] { echo(server.namespace(name)) }
    let context = ServerContext(service: SocketService(server), scheduler: loop)
    let encryption = isSecure ? try TLSContext(serverIdentity: .selfSigned) : nil
    let listener = try loop.listen(port: port) { stream in
      guard let encryption else { return _ = HTTPConnection(stream: stream, context: context) }
      guard let secure = try? TLSStream(over: stream, context: encryption, scheduler: loop) else {
        return stream.abort()
      }
      _ = HTTPConnection(stream: secure, context: context)
    }
    return Started(
      port: listener.port, certificate: encryption?.certificatePEM ?? [], handle: loop.handle)
  }

  private static func echo(_ namespace: Namespace) {
    namespace.on("message") { socket, event in
      let bytes = event.arguments.document.bytes
      socket.emit(
        "message-back", bytes.span.extracting(event.arguments.range),
        attachments: event.arguments.attachments)
    }
    namespace.on("ask") { _, event in
      let bytes = event.arguments.document.bytes
      event.acknowledge(
        bytes.span.extracting(event.arguments.range), attachments: event.arguments.attachments)
    }
    namespace.on("silence") { _, _ in }
    namespace.on("kick") { socket, _ in socket.disconnect() }
    namespace.on("question") { socket, _ in
      socket.emit("question", [UInt8]().span, timeout: nil) { outcome in
        guard case .answered(let answer) = outcome else { return }
        let bytes = answer.document.bytes
        socket.emit("answered", bytes.span.extracting(answer.range))
      }
    }
  }
}
