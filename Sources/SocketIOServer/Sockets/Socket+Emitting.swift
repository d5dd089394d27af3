import Bytes
public import JSON
public import SocketIO

extension Socket {
  /// Emits an event with arguments that are encoded and joined by commas.
  ///
  /// A volatile event is left out when it could not leave at once.
  public func emit(
    _ name: String, _ arguments: Span<UInt8>, attachments: [[UInt8]] = [], isVolatile: Bool = false
  ) {
    guard isConnected, !isVolatile || session.isReadyForVolatile else { return }
    if let recovery = namespace.recovery, !isVolatile {
      let event = EncodedEvent(name, encoded: arguments, attachments: attachments)
      return send(recovery.record(event, for: Audience(rooms: [id])))
    }
    sendEvent(name, arguments, attachments, id: nil)
  }

  /// Emits an event with `arguments`.
  public func emit(_ name: String, _ arguments: Arguments, isVolatile: Bool = false) {
    let bytes = arguments.bytes
    emit(name, bytes.span, attachments: arguments.attachments, isVolatile: isVolatile)
  }

  /// Emits an event with `values`.
  public func emit(_ name: String, _ values: JSON...) {
    emit(name, Arguments(contentsOf: values))
  }

  /// Emits an event that is already encoded.
  ///
  /// A volatile event is left out when it could not leave at once.
  public func emit(_ event: EncodedEvent, isVolatile: Bool = false) {
    guard isConnected, !isVolatile || session.isReadyForVolatile else { return }
    if let recovery = namespace.recovery, !isVolatile {
      return send(recovery.record(event, for: Audience(rooms: [id])))
    }
    send(event)
  }

  /// Sends an event as it is.
  func send(_ event: EncodedEvent) {
    guard !event.attachments.isEmpty else {
      let head = namespace.eventHead
      let rest = event.bytes
      return session.send(packet: head.span, rest.span)
    }
    sendEvent(event, id: nil)
  }

  /// Sends an event as it is, with the id of the acknowledgement that is wanted.
  func sendEvent(_ event: EncodedEvent, id: UInt64?) {
    var packet = connection.server.beginPacket(
      event.packetType, attachments: event.attachments.count, in: namespace.name, id: id)
    packet.append(contentsOf: event.bytes)
    connection.send(consume packet, attachments: event.attachments)
  }

  /// Sends an event whose arguments are encoded, with the id of the acknowledgement that is wanted.
  func sendEvent(
    _ name: String, _ arguments: Span<UInt8>, _ attachments: [[UInt8]], id: UInt64?
  ) {
    var packet = connection.server.beginPacket(
      attachments.isEmpty ? .event : .binaryEvent, attachments: attachments.count,
      in: namespace.name, id: id)
    PacketEncoder.appendEvent(name, arguments: arguments, to: &packet)
    connection.send(consume packet, attachments: attachments)
  }

  /// Sends an acknowledgement.
  func acknowledge(_ id: UInt64, _ arguments: Span<UInt8>, _ attachments: [[UInt8]]) {
    guard isConnected else { return }
    var packet = connection.server.beginPacket(
      attachments.isEmpty ? .acknowledgement : .binaryAcknowledgement,
      attachments: attachments.count, in: namespace.name, id: id)
    packet.append(ASCII.leftBracket)
    packet.append(contentsOf: arguments)
    packet.append(ASCII.rightBracket)
    connection.send(consume packet, attachments: attachments)
  }
}
