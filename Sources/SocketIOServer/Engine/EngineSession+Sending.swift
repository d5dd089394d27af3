import Bytes
import EngineIO
import HostInterface

extension EngineSession {
  /// Sends a text message, which must be valid UTF-8.
  ///
  /// After the end of the session nothing happens.
  public func send(text: Span<UInt8>) {
    var packet = server.scratch.take()
    packet.append(PacketType.message.rawValue)
    packet.append(contentsOf: text)
    send(packet: packet.span)
    server.scratch.give(consume packet)
  }

  /// Sends a binary message.
  ///
  /// After the end of the session nothing happens.
  public func send(binary: Span<UInt8>) {
    guard !isMuted else { return }
    if let stream { return stream.send(binary: binary) }
    enqueue(Packet(binary: Array(binary)))
  }

  /// Whether what is sent now would leave at once.
  var isReadyForVolatile: Bool {
    if let stream { return stream.pendingByteCount <= server.configuration.volatileLimit }
    return machine.hasPendingPoll && queue.isEmpty
  }

  /// Sends a text packet, the digit of its type included.
  func send(packet: Span<UInt8>) {
    guard !isMuted else { return }
    if let stream { return stream.send(text: packet) }
    enqueue(Packet(text: Array(packet)))
  }

  /// Sends a text packet that is in two pieces, the digit of its type included.
  func send(packet head: Span<UInt8>, _ rest: Span<UInt8>) {
    guard !isMuted else { return }
    if let stream { return stream.send(text: head, rest) }
    enqueue(Packet(text: Array(head) + Array(rest)))
  }

  /// Sends a packet that many sessions send: a text with the digit of its type, or binary.
  func send(_ message: SharedMessage) {
    guard !isMuted else { return }
    if let stream { return stream.send(message) }
    enqueue(message.isText ? Packet(text: message.payload) : Packet(binary: message.payload))
  }

  /// Sends a packet that the server itself has to say.
  func send(_ packet: Packet) {
    if let stream { return stream.send(packet) }
    enqueue(packet)
  }

  private func enqueue(_ packet: Packet) {
    if let limit = queue.append(packet, server.configuration) {
      return violate(.queueOverflow(limit: limit))
    }
    flushPoll()
  }
}

extension MessageStream {
  /// Sends a packet as one message.
  func send(_ packet: Packet) {
    let bytes = packet.bytes
    packet.isBinary ? send(binary: bytes.span) : send(text: bytes.span)
  }
}
