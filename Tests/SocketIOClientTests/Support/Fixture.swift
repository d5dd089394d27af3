import EngineIO
import HTTP1
import HTTPServer
import HostInterface
import JSON
import SocketIO
import SocketIOServer
import TestSupport

@testable import SocketIOClient

/// A client and a real server on one clock that moves by hand, with memory between them.
final class Fixture {
  let clock = ManualScheduler()
  let server: SocketIOServer
  let network: MemoryNetwork
  let manager: ConnectionManager
  private let service: SocketService
  /// The server's sockets of the main namespace, in the order they came.
  private(set) var serverSockets: [Socket] = []
  /// Why they went.
  private(set) var serverReasons: [String] = []
  /// The events the server received, with their arguments.
  private(set) var received: [String] = []
  private(set) var heard: [ClientEvent] = []

  var socket: NamespaceSocket { manager.socket() }

  convenience init() {
    self.init { _ in }
  }

  convenience init(_ choose: (inout ClientOptions) -> Void) {
    self.init(server: { _ in }, choose)
  }

  init(
    server configure: (inout SocketIOConfiguration) -> Void,
    _ choose: (inout ClientOptions) -> Void
  ) {
    var configuration = SocketIOConfiguration()
    configure(&configuration)
    let server = SocketIOServer(
      configuration: configuration, scheduler: clock, random: RandomSource(seed: 99))
    self.server = server
    service = SocketService(server)
    let context = ServerContext(service: service, scheduler: clock) { 0 }
    network = MemoryNetwork(clock) { HTTPConnection(stream: $0, context: context) }
    var options = ClientOptions()
    choose(&options)
    manager = ConnectionManager(
      ServerAddress(host: "localhost", port: 3000), options: options, dialer: network,
      scheduler: clock, random: RandomSource(seed: 1))
    listen(to: server.namespace("/"))
    manager.socket().onEvent = { [unowned self] in heard.append($0) }
  }

  /// Connects and lets the opening, and an upgrade, come about.
  func connect() {
    socket.connect()
    settle()
  }

  /// Lets everything happen that needs no time.
  func settle() { clock.advance(by: .milliseconds(1)) }

  /// Answers those who ask for a WebSocket with 403.
  func refuseWebSockets() { service.refusesWebSockets = true }

  /// Lets nobody into the main namespace any more.
  func refuse(_ message: String, data: JSON? = nil) {
    server.namespace("/").admission = { _ in ConnectRefusal(message: message, data: data) }
  }

  /// What the client heard since the last call, in words.
  func takeNotes() -> [String] {
    defer { heard = [] }
    return heard.map { $0.note }
  }

  func takeReceived() -> [String] {
    defer { received = [] }
    return received
  }

  private func listen(to namespace: Namespace) {
    namespace.onConnection = { [unowned self] in serverSockets.append($0) }
    namespace.onDisconnection = { [unowned self] _, reason in serverReasons.append("\(reason)") }
    namespace.on("message") { [unowned self] socket, event in
      received.append(Fixture.text(event))
      let bytes = event.arguments.document.bytes
      socket.emit(
        "message-back", bytes.span.extracting(event.arguments.range),
        attachments: event.arguments.attachments)
    }
    namespace.on("ask") { [unowned self] _, event in
      received.append(Fixture.text(event))
      let bytes = event.arguments.document.bytes
      event.acknowledge(
        bytes.span.extracting(event.arguments.range), attachments: event.arguments.attachments)
    }
    namespace.on("silence") { [unowned self] _, event in received.append(Fixture.text(event)) }
  }

  private static func text(_ event: borrowing Event) -> String {
    String(decoding: event.arguments.document.bytes[event.arguments.range], as: UTF8.self)
  }
}

extension ClientEvent {
  /// The event without what differs from run to run.
  var note: String {
    switch self {
    case .connect(_, let isRecovered): isRecovered ? "connect, recovered" : "connect"
    case .connectError(let error): "connect_error: \(error.message)"
    case .disconnect(let reason, _): "disconnect: \(reason.rawValue)"
    case .event(let event): "\(event.name)\(JSON.array(event.arguments.values).text)"
    case .upgrade(let transport): "upgrade: \(transport.rawValue)"
    case .reconnectAttempt(let count): "reconnect_attempt \(count)"
    case .reconnectError(let error): "reconnect_error: \(error.message)"
    case .reconnect(let count): "reconnect \(count)"
    case .reconnectFailed: "reconnect_failed"
    }
  }
}
