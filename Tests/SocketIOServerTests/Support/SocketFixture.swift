import HostInterface
import JSON
import SocketIOServer
import TestSupport
import Testing

/// A Socket.IO server on a clock that moves by hand, and notes of all it tells.
final class SocketFixture: EngineObserver {
  let scheduler = ManualScheduler()
  let server: SocketIOServer
  let main: Namespace
  var notes: [String] = []
  var sockets: [Socket] = []

  var client: EngineClient { EngineClient(server: server.engine, path: "/socket.io/") }

  init(_ configure: (inout SocketIOConfiguration) -> Void = { _ in }) {
    var configuration = SocketIOConfiguration()
    configuration.engine.pingInterval = .seconds(1_000)
    configure(&configuration)
    server = SocketIOServer(
      configuration: configuration, scheduler: scheduler, random: RandomSource(seed: 1))
    main = server.namespace("/")
    server.engine.observer = self
    watch(main)
  }

  /// Notes who comes and goes.
  func watch(_ namespace: Namespace) {
    namespace.onConnection = { [unowned self] in sockets.append($0) }
    namespace.onDisconnection = { [unowned self] socket, reason in
      notes.append("\(socket.namespace.name): \(reason)")
    }
  }

  /// Sends the arguments of `message` back, and acknowledges `message-with-ack` with its own.
  func echo(_ namespace: Namespace) {
    namespace.on("message") { socket, event in
      let bytes = event.arguments.document.bytes
      socket.emit(
        "message-back", bytes.span.extracting(event.arguments.range),
        attachments: event.arguments.attachments)
    }
    namespace.on("message-with-ack") { _, event in
      let bytes = event.arguments.document.bytes
      event.acknowledge(
        bytes.span.extracting(event.arguments.range), attachments: event.arguments.attachments)
    }
  }

  /// Opens a WebSocket without joining a namespace.
  func open() throws -> RecordingStream {
    let stream = try client.openWebSocket()
    _ = stream.take()
    return stream
  }

  /// Opens a WebSocket and joins a namespace.
  func join(_ packet: String = "40") throws -> RecordingStream {
    let stream = try open()
    stream.receive(packet)
    let answer = try #require(stream.take().first)
    #expect(answer.contains(#"{"sid":""#))
    return stream
  }

  /// Joins several clients to the main namespace.
  func join(count: Int) throws -> [RecordingStream] {
    try (0..<count).map { _ in try join() }
  }

  func sessionViolated(_ session: EngineSession, _ violation: Violation) {
    notes.append("violation: \(violation)")
  }
}
