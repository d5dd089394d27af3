import Bytes
import EngineIO
public import HTTP1
public import HostInterface
import JSON
import SocketIO

/// A Socket.IO 5 server over Engine.IO 4: namespaces, sockets, rooms and acknowledgements, apart from any I/O.
///
/// ```
///  HTTPExchange ─┐                                     ┌─ Namespace ─ Room
///                ├─ EngineServer ─ EngineSession ─ Connection ─ Socket ─┘
///  MessageStream ┘
/// ```
///
/// Set namespaces and handlers up, then hand it the requests and WebSockets of its path. Everything
/// happens on the loop thread.
public final class SocketIOServer {
  /// The bounds and times in force.
  public let configuration: SocketIOConfiguration

  /// The sessions below; its `admits` and `observer` are the host's to set.
  public let engine: EngineServer

  /// Told why clients are not let into a namespace, each reason once a connection.
  public var onRefusal:
    ((_ refusal: ConnectRefusal, _ namespace: String, _ session: EngineSession) -> Void)?

  let scheduler: any Scheduler
  private var namespacesByName: [String: Namespace] = [:]
  private var spareDocument: JSONDocument?

  /// The longest text whose storage a document keeps for the next one, in bytes.
  private static let documentLimit = 65_536

  /// Makes a server without namespaces.
  ///
  /// `random` must be fit for secrets, since who knows a session's id can speak for it.
  public init(
    configuration: SocketIOConfiguration = SocketIOConfiguration(), scheduler: any Scheduler,
    random: RandomSource
  ) {
    self.configuration = configuration
    self.scheduler = scheduler
    engine = EngineServer(
      configuration: configuration.engine, scheduler: scheduler, random: random)
    engine.onSession = { [unowned self] session in Connection(session, server: self) }
  }

  /// The namespace of that name, made at the first use; clients can join it from then on.
  ///
  /// A name begins with `/`, which is put before one that does not; `/` is the main namespace.
  public func namespace(_ name: String) -> Namespace {
    let name = name.utf8.first == ASCII.slash ? name : "/" + name
    if let namespace = namespacesByName[name] { return namespace }
    let namespace = Namespace(name, server: self)
    namespacesByName[name] = namespace
    return namespace
  }

  /// All namespaces, in no order.
  public var namespaces: some Collection<Namespace> { namespacesByName.values }

  /// Ends every connection with `server shutting down`; clients that reconnect do so later.
  public func shutDown() {
    engine.shutDown()
  }

  func existingNamespace(_ name: String) -> Namespace? { namespacesByName[name] }
}

extension SocketIOServer {
  /// Whether requests for `target` are this server's: its path, with or without the slash at the end.
  public func owns(target: String) -> Bool { engine.owns(target: target) }

  /// Answers a request for the server's path that asks for no WebSocket, now or later.
  public func handle(_ request: HTTPRequest, on exchange: any HTTPExchange) {
    engine.handle(request, on: exchange)
  }

  /// Decides on a request for a WebSocket on the server's path, before the opening handshake.
  public func admitWebSocket(_ request: HTTPRequest) -> WebSocketAdmission {
    engine.admitWebSocket(request)
  }

  /// Takes the WebSocket whose request was admitted.
  public func webSocketOpened(_ ticket: WebSocketTicket, stream: any MessageStream) {
    engine.webSocketOpened(ticket, stream: stream)
  }
}

extension SocketIOServer {
  /// An empty packet buffer that holds the header; give it to `finishPacket`.
  func beginPacket(
    _ type: SocketIO.PacketType, attachments: Int = 0, in namespace: String, id: UInt64? = nil
  ) -> [UInt8] {
    var packet = engine.scratch.take()
    SocketIOServer.appendHeader(
      type, attachments: attachments, in: namespace, id: id, to: &packet)
    return packet
  }

  /// Appends all that stands before the payload, in Engine.IO and in Socket.IO.
  static func appendHeader(
    _ type: SocketIO.PacketType, attachments: Int, in namespace: String, id: UInt64?,
    to packet: inout [UInt8]
  ) {
    packet.append(EngineIO.PacketType.message.rawValue)
    PacketEncoder.appendHeader(
      type, attachments: attachments, namespace: namespace, acknowledgementID: id, to: &packet)
  }

  /// Takes a packet buffer back.
  func finishPacket(_ packet: consuming [UInt8]) {
    engine.scratch.give(packet)
  }

  /// A document to parse the next packet into; give it back when done.
  func takeDocument() -> JSONDocument {
    spareDocument.take() ?? JSONDocument()
  }

  /// Takes a document back, unless it has grown too large to keep.
  func giveDocument(_ document: consuming JSONDocument) {
    guard document.bytes.count <= SocketIOServer.documentLimit else { return }
    spareDocument = document
  }

  /// A fresh socket or private id.
  func makeID() -> String { engine.identifiers.next() }
}
