import Bytes
import EngineIO
import HostInterface
public import SocketIO

extension NamespaceSocket {
  /// Takes what an acknowledgement came to.
  public typealias AcknowledgementHandler = (Result<ReceivedArguments, EmitError>) -> Void

  /// Emits an event, at once or when the socket is connected.
  public func emit(_ name: String, _ arguments: Arguments = Arguments()) throws(EmitError) {
    try EmitError.check(name: name)
    try dispatch(packets(of: name, arguments, acknowledgementID: nil), acknowledgementID: nil)
  }

  /// Emits an event if it can leave at once, and drops it otherwise; answers whether it has left.
  @discardableResult
  public func emitVolatile(
    _ name: String, _ arguments: Arguments = Arguments()
  ) throws(EmitError) -> Bool {
    try EmitError.check(name: name)
    guard isReady, manager.engine?.isWritable == true else { return false }
    manager.send(packets(of: name, arguments, acknowledgementID: nil))
    return true
  }

  /// Emits an event that the server is to acknowledge; answers the number it was given.
  ///
  /// `acknowledged` is called once: with the arguments of the acknowledgement, or with `timedOut` after
  /// `timeout`, or with `disconnected` when the connection is lost after the event has left. Without a
  /// timeout that of the options counts.
  @discardableResult
  public func emit(
    _ name: String, _ arguments: Arguments = Arguments(), timeout: Duration? = nil,
    acknowledged: @escaping AcknowledgementHandler
  ) throws(EmitError) -> UInt64 {
    try EmitError.check(name: name)
    let limit = manager.options.acknowledgementLimit
    guard let id = acknowledgements.add(acknowledged, limit: limit) else {
      throw .tooManyAcknowledgements(limit: limit)
    }
    do throws(EmitError) {
      try dispatch(packets(of: name, arguments, acknowledgementID: id), acknowledgementID: id)
    } catch {
      _ = acknowledgements.remove(id)
      throw error
    }
    startTimeout(timeout ?? manager.options.ackTimeout, of: id)
    return id
  }

  /// Forgets an acknowledgement; its handler is not called, and an event that has not left never will.
  public func forgetAcknowledgement(_ id: UInt64) {
    _ = takeWaiter(id)
  }

  /// Acknowledges an event; without effect when nobody asked for it or the connection is another.
  public func acknowledge(_ event: ReceivedEvent, with arguments: Arguments = Arguments()) {
    guard let number = event.acknowledgementID, id == event.socketID else { return }
    let type: SocketIO.PacketType =
      arguments.attachments.isEmpty ? .acknowledgement : .binaryAcknowledgement
    var text = header(type, attachments: arguments.attachments.count, acknowledgementID: number)
    text.append(ASCII.leftBracket)
    text.append(contentsOf: arguments.bytes)
    text.append(ASCII.rightBracket)
    manager.send([Packet(text: text)] + arguments.attachments.map(Packet.init(binary:)))
  }

  /// Whether events may be handed to the session.
  private var isReady: Bool {
    isConnected && manager.engine?.hasHeartbeatExpired == false
  }

  /// Fails the acknowledgements that the lost connection owed; those of events that have not left yet
  /// may still come true.
  func failAcknowledgements() {
    for handler in acknowledgements.removeAll(keeping: outbox.acknowledgementIDs) {
      handler(.failure(.disconnected))
    }
    for (id, task) in timeouts where !outbox.acknowledgementIDs.contains(id) {
      manager.scheduler.cancel(task)
      timeouts[id] = nil
    }
  }

  /// Fails every acknowledgement; events that have not left never will.
  func failAllAcknowledgements(_ error: EmitError) {
    outbox = WaitingEvents()
    for task in timeouts.values { manager.scheduler.cancel(task) }
    timeouts = [:]
    for handler in acknowledgements.removeAll() { handler(.failure(error)) }
  }

  /// Takes a waiter out, with its timer, and with its event when that has not left.
  func takeWaiter(_ id: UInt64) -> AcknowledgementHandler? {
    if let task = timeouts.removeValue(forKey: id) { manager.scheduler.cancel(task) }
    outbox.remove(acknowledgementID: id)
    return acknowledgements.remove(id)
  }

  private func dispatch(
    _ packets: [EngineIO.Packet], acknowledgementID: UInt64?
  ) throws(EmitError) {
    let limit = manager.options.sendBufferLimit
    let size = packets.reduce(0) { $0 + $1.bytes.count }
    let buffered = outbox.byteCount + (manager.engine?.bufferedByteCount ?? 0)
    guard size <= limit - min(buffered, limit) else { throw .bufferFull(limit: limit) }
    if isReady { return manager.send(packets) }
    outbox.append(packets, acknowledgementID: acknowledgementID)
  }

  private func startTimeout(_ time: Duration?, of id: UInt64) {
    guard let time else { return }
    timeouts[id] = manager.scheduler.schedule(after: time) { [weak self] in
      self?.takeWaiter(id)?(.failure(.timedOut))
    }
  }
}

extension NamespaceSocket {
  func header(
    _ type: SocketIO.PacketType, attachments: Int = 0, acknowledgementID: UInt64? = nil
  ) -> [UInt8] {
    var text = [EngineIO.PacketType.message.rawValue]
    PacketEncoder.appendHeader(
      type, attachments: attachments, namespace: namespace, acknowledgementID: acknowledgementID,
      to: &text)
    return text
  }

  func send(_ type: SocketIO.PacketType, _ payload: [UInt8] = []) {
    manager.send([Packet(text: header(type) + payload)])
  }

  private func packets(
    of name: String, _ arguments: Arguments, acknowledgementID: UInt64?
  ) -> [EngineIO.Packet] {
    let type: SocketIO.PacketType = arguments.attachments.isEmpty ? .event : .binaryEvent
    var text = header(
      type, attachments: arguments.attachments.count, acknowledgementID: acknowledgementID)
    PacketEncoder.appendEvent(name, arguments: arguments.bytes.span, to: &text)
    return [Packet(text: text)] + arguments.attachments.map(Packet.init(binary:))
  }
}
