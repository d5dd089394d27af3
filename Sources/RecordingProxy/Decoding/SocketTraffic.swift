import Bytes
import EngineIO
import JSON
import Recording
import SocketIO

/// What one Engine.IO session carries, both ways and on whichever transport, told as observations.
///
/// A connection, as a recording numbers them, lasts from the first namespace a client asks for until it is
/// in none: a session can carry several, one after another.
final class SocketTraffic {
  /// Whether it travels by WebSocket.
  private(set) var isOnWebSocket: Bool
  /// Whether the session itself has come to its end.
  private(set) var isOver = false

  private let tell: (Observation) -> Void
  private let nextNumber: () -> Int
  private var fromClient = PacketDecoder()
  private var fromServer = PacketDecoder()
  private var connection: Int?
  /// The namespaces that were asked for and neither refused nor left.
  private var namespaces: Set<String> = []
  private var hasNotedLoss = false

  init(
    isOnWebSocket: Bool, nextNumber: @escaping () -> Int, tell: @escaping (Observation) -> Void
  ) {
    self.isOnWebSocket = isOnWebSocket
    self.nextNumber = nextNumber
    self.tell = tell
  }

  /// A text packet of Engine.IO, alone in a message or cut out of a payload.
  func take(_ type: EngineIO.PacketType, _ payload: Span<UInt8>, from side: RelaySide) {
    switch type {
    case .message: decode(payload, isText: true, from: side)
    case .upgrade:
      isOnWebSocket = true
      if let connection { tell(.upgraded(connection: connection, transport: "websocket")) }
    case .close: end(by: side, "transport close")
    case .open, .ping, .pong, .noop: break
    }
  }

  /// A binary message: an attachment.
  func take(binary bytes: Span<UInt8>, from side: RelaySide) {
    decode(bytes, isText: false, from: side)
  }

  /// The session is over.
  func end(by side: RelaySide, _ reason: String) {
    isOver = true
    close(by: side, reason)
  }

  private func close(by side: RelaySide, _ reason: String) {
    guard let connection else { return }
    self.connection = nil
    namespaces = []
    tell(.closed(connection: connection, by: side.direction, reason: reason))
  }

  private func decode(_ bytes: Span<UInt8>, isText: Bool, from side: RelaySide) {
    var decoder = side == .client ? fromClient : fromServer
    var document = JSONDocument()
    do throws(SocketIO.PacketError) {
      let packet =
        isText
        ? try decoder.textReceived(bytes, into: &document)
        : try decoder.binaryReceived(bytes, into: &document)
      if let packet {
        take(packet, packet.hasPayload ? document.value(of: document.root) : .null, from: side)
      }
    } catch {
      tell(.note("a packet of the \(side.name) is left out: \(error)"))
    }
    if side == .client { fromClient = decoder } else { fromServer = decoder }
  }
}

extension SocketTraffic {
  private func take(_ packet: DecodedPacket, _ payload: JSON, from side: RelaySide) {
    if packet.type == .connect, side == .client { return open(packet.namespace, payload) }
    guard let connection, namespaces.contains(packet.namespace) else {
      return noteLoss(of: packet, side)
    }
    switch packet.type {
    case .connect:
      tell(
        .accepted(
          connection: connection, namespace: packet.namespace,
          socket: payload["sid"]?.stringValue))
    case .connectError:
      namespaces.remove(packet.namespace)
      tell(
        .refused(
          connection: connection, namespace: packet.namespace,
          message: payload["message"]?.stringValue ?? payload.stringValue ?? ""))
    case .disconnect: leave(packet.namespace, side, connection)
    case .event, .binaryEvent: event(packet, payload, from: side, connection)
    case .acknowledgement, .binaryAcknowledgement:
      tell(
        .acknowledgement(
          connection: connection, direction: side.direction, namespace: packet.namespace,
          number: Int(clamping: packet.acknowledgementID ?? 0),
          arguments: payload.arrayValue ?? [], attachments: packet.attachments))
    }
  }

  private func open(_ namespace: String, _ auth: JSON) {
    let connection = connection ?? nextNumber()
    self.connection = connection
    namespaces.insert(namespace)
    tell(
      .opening(
        connection: connection, namespace: namespace,
        transport: isOnWebSocket ? "websocket" : "polling", auth: auth == .null ? nil : auth))
  }

  /// Says once that there are packets that no connection tells of; that one is left is none.
  private func noteLoss(of packet: DecodedPacket, _ side: RelaySide) {
    guard packet.type != .disconnect, !hasNotedLoss else { return }
    hasNotedLoss = true
    tell(
      .note(
        "packets in the namespace \(packet.namespace) are left out: no socket of their session is in it"
      ))
  }

  private func leave(_ namespace: String, _ side: RelaySide, _ connection: Int) {
    let reason = side == .client ? "io client disconnect" : "io server disconnect"
    namespaces.remove(namespace)
    guard !namespaces.isEmpty else { return close(by: side, reason) }
    tell(
      .closed(
        connection: connection, namespace: namespace, by: side.direction, reason: reason))
  }

  private func event(
    _ packet: DecodedPacket, _ payload: JSON, from side: RelaySide, _ connection: Int
  ) {
    guard let values = payload.arrayValue, let name = values.first else { return }
    tell(
      .event(
        connection: connection, direction: side.direction, namespace: packet.namespace,
        name: name.stringValue ?? String(decoding: name.serialized(), as: UTF8.self),
        arguments: Array(values.dropFirst()), attachments: packet.attachments,
        acknowledgement: packet.acknowledgementID.map { Int(clamping: $0) }))
  }
}

extension RelaySide {
  /// The way of what this side sends.
  var direction: Direction { self == .client ? .toServer : .toClient }

  /// The side as a noun.
  var name: String { self == .client ? "client" : "server" }
}
