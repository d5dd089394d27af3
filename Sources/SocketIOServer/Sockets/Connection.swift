import Bytes
import HostInterface
import JSON
import SocketIO

/// One client with all the namespaces it has joined.
final class Connection: EngineSessionHandler {
  let session: EngineSession
  let server: SocketIOServer
  // Unchecked, since two accesses can never overlap: the decoder calls nobody back.
  @exclusivity(unchecked) private var decoder: PacketDecoder
  private var sockets: [Socket] = []
  /// Namespaces that the server put the client out of: what was on its way then is no violation.
  private var departed: [String] = []
  /// Why the client was not let in, as far as the server's host has been told.
  private var toldRefusals: [ConnectRefusal] = []
  private var connectTimer: ScheduledTask?
  private var attachmentTimer: ScheduledTask?

  init(_ session: EngineSession, server: SocketIOServer) {
    self.session = session
    self.server = server
    unsafe decoder = PacketDecoder(limits: server.configuration.packetLimits)
    connectTimer = server.scheduler.schedule(after: server.configuration.connectTimeout) {
      self.connectTimer = nil
      self.session.end(.forcedServerClose)
    }
  }

  func textReceived(_ text: Span<UInt8>, from session: EngineSession) {
    var document = server.takeDocument()
    do throws(PacketError) {
      if let packet = try unsafe decoder.textReceived(text, into: &document) {
        document = handle(packet, consume document)
      } else {
        awaitAttachment()
      }
    } catch {
      session.violate(.packet(error))
    }
    server.giveDocument(consume document)
  }

  func binaryReceived(_ bytes: Span<UInt8>, from session: EngineSession) {
    var document = server.takeDocument()
    do throws(PacketError) {
      if let packet = try unsafe decoder.binaryReceived(bytes, into: &document) {
        stop(&attachmentTimer)
        document = handle(packet, consume document)
      } else {
        awaitAttachment()
      }
    } catch {
      session.violate(.packet(error))
    }
    server.giveDocument(consume document)
  }

  func sessionEnded(_ session: EngineSession, reason: DisconnectReason) {
    stop(&connectTimer)
    stop(&attachmentTimer)
    let last = sockets
    sockets = []
    for socket in last { socket.end(reason) }
  }

  /// Puts the client out of one namespace.
  func putOut(_ socket: Socket) {
    send(.disconnect, in: socket.namespace.name)
    departed.append(socket.namespace.name)
    remove(socket, .serverNamespaceDisconnect)
  }

  /// Puts the client out of every namespace; the connection is left to the client.
  func putOut(_ session: EngineSession) {
    for socket in sockets { putOut(socket) }
  }

  /// Puts the client out of every namespace and ends the connection.
  func putOutAndClose() {
    for socket in sockets { putOut(socket) }
    session.close()
  }
}

extension Connection {
  /// Deals with a packet; returns the document, whose storage the next packet uses.
  private func handle(
    _ packet: DecodedPacket, _ document: consuming JSONDocument
  ) -> JSONDocument {
    guard let socket = socket(in: packet.namespace) else {
      packet.type == .connect ? connect(packet, document) : refuse(packet)
      return document
    }
    switch packet.type {
    case .event, .binaryEvent: return dispatch(packet, document, to: socket)
    case .acknowledgement, .binaryAcknowledgement:
      guard let id = packet.acknowledgementID else { break }
      socket.acknowledgementReceived(
        id, ReceivedArguments(copy document, attachments: packet.attachments, offset: 0))
    case .disconnect: remove(socket, .clientNamespaceDisconnect)
    case .connect, .connectError: session.violate(.unexpectedPacket(packet.type))
    }
    return document
  }

  private func socket(in namespace: String) -> Socket? {
    for socket in sockets where socket.namespace.name == namespace { return socket }
    return nil
  }

  /// The document travels inside the event and back, so that its storage has one owner.
  private func dispatch(
    _ packet: DecodedPacket, _ document: consuming JSONDocument, to socket: Socket
  ) -> JSONDocument {
    var event = Event(
      ReceivedArguments(document, attachments: packet.attachments, offset: 1),
      acknowledgementID: packet.acknowledgementID, socket: socket)
    socket.namespace.dispatch(&event, from: socket)
    return event.arguments.document
  }

  private func refuse(_ packet: DecodedPacket) {
    guard !departed.contains(packet.namespace) else { return }
    session.violate(.notInNamespace)
  }

  private func remove(_ socket: Socket, _ reason: DisconnectReason) {
    sockets = sockets.filter { $0 !== socket }
    socket.end(reason)
  }

  private func awaitAttachment() {
    stop(&attachmentTimer)
    attachmentTimer = server.scheduler.schedule(after: server.configuration.attachmentTimeout) {
      self.attachmentTimer = nil
      self.session.violate(.attachmentsOverdue)
    }
  }

  private func stop(_ timer: inout ScheduledTask?) {
    guard let task = timer else { return }
    timer = nil
    server.scheduler.cancel(task)
  }
}

extension Connection {
  private func connect(_ packet: DecodedPacket, _ document: JSONDocument) {
    guard let namespace = server.existingNamespace(packet.namespace) else {
      return refuse(packet.namespace, .unknownNamespace)
    }
    guard sockets.count < server.configuration.namespaceLimit else {
      return session.violate(.tooManyNamespaces(limit: server.configuration.namespaceLimit))
    }
    let request = ConnectRequest(
      session: session, namespace: namespace.name,
      auth: packet.hasPayload ? Connection.copy(document) : Connection.emptyObject)
    let recovered = namespace.recovery?.resume(request.auth)
    if recovered == nil, let refusal = namespace.admit(request) {
      return refuse(namespace.name, refusal)
    }
    guard !session.isClosed else { return }
    let socket = Socket(request, in: namespace, on: self, recovered: recovered)
    enter(socket, recovered)
  }

  private func enter(_ socket: Socket, _ recovered: RecoveredState?) {
    stop(&connectTimer)
    departed.removeAll { $0 == socket.namespace.name }
    sockets.append(socket)
    socket.namespace.add(socket)
    for room in recovered?.rooms ?? [] { socket.join(room) }
    var packet = server.beginPacket(.connect, in: socket.namespace.name)
    socket.appendConnectPayload(to: &packet)
    send(consume packet, attachments: [])
    for event in recovered?.missedEvents ?? [] { socket.send(event) }
    guard socket.isConnected else { return }
    socket.namespace.onConnection?(socket)
  }

  private func refuse(_ namespace: String, _ refusal: ConnectRefusal) {
    tell(refusal, namespace)
    var packet = server.beginPacket(.connectError, in: namespace)
    refusal.append(to: &packet)
    send(consume packet, attachments: [])
  }

  private func tell(_ refusal: ConnectRefusal, _ namespace: String) {
    guard toldRefusals.count < Connection.toldLimit, !toldRefusals.contains(refusal) else { return }
    toldRefusals.append(refusal)
    server.onRefusal?(refusal, namespace, session)
  }

  private func send(_ type: PacketType, in namespace: String) {
    send(server.beginPacket(type, in: namespace), attachments: [])
  }

  /// Sends a packet that `beginPacket` began, and its attachments after it.
  func send(_ packet: consuming [UInt8], attachments: [[UInt8]]) {
    session.send(packet: packet.span)
    for attachment in attachments { session.send(binary: attachment.span) }
    server.finishPacket(consume packet)
  }

  /// The most reasons that are told of one connection.
  private static let toldLimit = 8

  private static let emptyObject = parse(Array("{}".utf8))

  /// A document with storage of its own, no larger than it must be.
  private static func copy(_ document: JSONDocument) -> JSONDocument { parse(document.bytes) }

  private static func parse(_ text: [UInt8]) -> JSONDocument {
    (try? JSONDocument(parsing: text.span)) ?? JSONDocument()
  }
}
