import EngineIO
import HostInterface
public import JSON
import SocketIO

/// A client in one namespace (Socket.IO 5).
///
/// Events that are emitted while it is not connected wait, and leave in order when it is. A socket lives
/// as long as its manager and not longer. Confined to the thread of its manager's scheduler.
public final class NamespaceSocket {
  /// The namespace; `/` for the main one.
  public let namespace: String

  /// The socket id; nil while it is not connected.
  public private(set) var id: String?

  /// Whether the socket is connected or tries to be.
  public private(set) var isActive = false

  /// Is told of everything that happens, in order.
  public var onEvent: ((ClientEvent) -> Void)?

  /// What the socket shows when it joins; asked anew at each connection.
  public var auth: @Sendable () -> JSONObject?

  unowned let manager: ConnectionManager
  var outbox = WaitingEvents()
  var acknowledgements = AcknowledgementTable<AcknowledgementHandler>()
  var timeouts: [UInt64: ScheduledTask] = [:]
  /// What the server sent while it was still deciding; python-socketio's connection handlers do.
  private var earlyEvents: [Early] = []
  private var privateID: String?
  private var lastOffset: String?

  private struct Early {
    let packet: DecodedPacket
    let document: JSONDocument
  }

  /// The most events that are kept until the namespace is joined.
  private static let earlyLimit = 1_024

  init(_ namespace: String, of manager: ConnectionManager) {
    self.namespace = namespace
    self.manager = manager
    auth = manager.options.auth
  }

  /// Whether the namespace is joined.
  public var isConnected: Bool { id != nil }

  /// Joins the namespace; opens the connection when there is none and none is being made.
  public func connect() {
    guard !isConnected else { return }
    let isJoining = isActive
    isActive = true
    manager.connect(self, isJoining: isJoining)
  }

  /// Leaves the namespace; the last socket to leave closes the connection.
  public func disconnect() {
    guard isActive else { return }
    if isConnected { send(.disconnect) }
    isActive = false
    manager.release(self)
    if isConnected { leave(.clientDisconnect, nil) }
  }

  func tell(_ event: ClientEvent) {
    onEvent?(event)
  }
}

/// What the connection tells.
extension NamespaceSocket {
  /// The session is open: the namespace can be joined.
  func sessionOpened() {
    earlyEvents = []
    var object = auth() ?? JSONObject()
    if let privateID {
      object["pid"] = .string(privateID)
      object["offset"] = lastOffset.map(JSON.string)
    }
    send(.connect, object.isEmpty ? [] : JSON.object(object).serialized())
  }

  /// The session is over.
  func sessionLost(_ reason: DisconnectReason, _ error: TransportError?) {
    if isConnected { leave(reason, error) }
  }

  /// A packet of this namespace has arrived; its payload is in `document`.
  func received(_ packet: DecodedPacket, _ document: JSONDocument) {
    guard isActive else { return }
    switch packet.type {
    case .connect: joined(document, hasPayload: packet.hasPayload)
    case .connectError: refused(document)
    case .disconnect: putOut()
    case .event, .binaryEvent: eventReceived(packet, document)
    case .acknowledgement, .binaryAcknowledgement: acknowledged(packet, document)
    }
  }

  private func joined(_ document: JSONDocument, hasPayload: Bool) {
    guard !isConnected else { return }
    let payload = hasPayload ? document.value(of: document.root) : .null
    guard let id = payload["sid"]?.stringValue, !id.isEmpty else {
      return fail(.refused(message: "a server of another protocol revision", data: nil))
    }
    let pid = payload["pid"]?.stringValue
    let isRecovered = pid != nil && pid == privateID
    privateID = pid
    if !isRecovered { lastOffset = nil }
    self.id = id
    for packets in outbox.takeAll() { manager.send(packets) }
    tell(.connect(id: id, isRecovered: isRecovered))
    let early = earlyEvents
    earlyEvents = []
    for event in early { eventReceived(event.packet, event.document) }
  }

  private func refused(_ document: JSONDocument) {
    let payload = document.value(of: document.root)
    let message = payload["message"]?.stringValue ?? payload.stringValue ?? ""
    fail(.refused(message: message, data: payload["data"]))
  }

  /// Gives up: the server will not have this socket, and asking again is for the caller to decide.
  private func fail(_ error: ConnectError) {
    isActive = false
    manager.release(self)
    tell(.connectError(error))
  }

  private func putOut() {
    guard isConnected else { return }
    isActive = false
    manager.release(self)
    leave(.serverDisconnect, nil)
  }

  private func eventReceived(_ packet: DecodedPacket, _ document: JSONDocument) {
    guard let first = document.element(0, of: document.root) else { return }
    guard let id else { return keep(packet, document) }
    let name = document.string(of: first) ?? document.value(of: first).text
    let arguments = ReceivedArguments(document, from: 1, attachments: packet.attachments)
    // With recovery on, the last argument says how far the socket has come.
    if privateID != nil, let offset = arguments.values.last?.stringValue { lastOffset = offset }
    tell(
      .event(
        ReceivedEvent(
          name, arguments, socketID: id, acknowledgementID: packet.acknowledgementID)))
  }

  private func keep(_ packet: DecodedPacket, _ document: JSONDocument) {
    guard earlyEvents.count < Self.earlyLimit else { return }
    earlyEvents.append(Early(packet: packet, document: document))
  }

  private func acknowledged(_ packet: DecodedPacket, _ document: JSONDocument) {
    guard let id = packet.acknowledgementID, let handler = takeWaiter(id) else { return }
    handler(.success(ReceivedArguments(document, from: 0, attachments: packet.attachments)))
  }

  private func leave(_ reason: DisconnectReason, _ error: TransportError?) {
    id = nil
    tell(.disconnect(reason, error))
    failAcknowledgements()
  }
}
