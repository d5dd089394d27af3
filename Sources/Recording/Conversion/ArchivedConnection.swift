import Bytes
import ElizaModel
import JSON

/// A connection put together again from the entries of an archive: the requests of long-polling and the messages of a
/// WebSocket.
struct ArchivedConnection {
  /// The member of the first entry in which our own archives say how a connection ended.
  static let closingKey = "_socketClosed"

  /// What came over the wire at once.
  private struct Packet {
    let time: Duration
    let direction: Direction
    let payload: [UInt8]
    var isBinary = false
  }

  /// A Socket.IO packet whose attachments follow it.
  private struct Waiting {
    let packet: SocketPacketText
    var attachments: [[UInt8]] = []
  }

  private let connection: Int
  private let begin: Duration
  private let transport: String
  private var packets: [Packet] = []
  private var closing: (time: Duration, observation: Observation)?

  // What is known while the packets are gone through.
  private var isOpen = false
  private var isClosed = false
  private var waiting: [Direction: Waiting] = [:]
  private var found: [(order: Duration, Observation)] = []

  init(connection: Int, begin: Duration, transport: String) {
    self.connection = connection
    self.begin = begin
    self.transport = transport
  }

  /// Takes what one request of long-polling carried.
  mutating func add(polled text: String, _ direction: Direction, at time: Duration) {
    for part in text.utf8.split(separator: ASCII.recordSeparator) {
      let payload = Array(part)
      if payload.first == UInt8(ascii: "b"),
        let bytes = Base64.decode(String(decoding: payload.dropFirst(), as: UTF8.self))
      {
        packets.append(Packet(time: time, direction: direction, payload: bytes, isBinary: true))
      } else {
        packets.append(Packet(time: time, direction: direction, payload: payload))
      }
    }
  }

  /// Takes a message of a WebSocket: `{type: send | receive, time: seconds since 1970, opcode, data}`.
  mutating func add(message: JSON, start: Timestamp) {
    let text = message["data"]?.stringValue ?? ""
    let isBinary = message["opcode"]?.intValue == 2
    let payload = isBinary ? Base64.decode(text) ?? [] : Array(text.utf8)
    packets.append(
      Packet(
        time: HTTPArchive.time(message, start) ?? packets.last?.time ?? begin,
        direction: message["type"]?.stringValue == "send" ? .toServer : .toClient,
        payload: payload, isBinary: isBinary))
  }

  /// Takes note of how a connection ended, as our own archives have it.
  mutating func add(closing json: JSON, start: Timestamp) {
    guard let time = HTTPArchive.time(json, start) else { return }
    let direction = Direction(rawValue: json["by"]?.stringValue ?? "") ?? .toServer
    closing = (
      time,
      .closed(connection: connection, by: direction, reason: json["reason"]?.stringValue)
    )
  }

  /// What happened on it; `isWhole` when nothing but what is told did.
  mutating func observations(isWhole: Bool) -> [(order: Duration, Observation)] {
    let ordered = packets.enumerated()
      .sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
    packets = []
    for (_, packet) in ordered { read(packet) }
    let last = ordered.last?.element.time ?? begin
    guard isOpen, !isClosed else { return found }
    if let closing {
      found.append((closing.time, closing.observation))
    } else if !isWhole {
      found.append((last, .closed(connection: connection, by: .toServer, reason: nil)))
    }
    return found
  }

  private mutating func read(_ packet: Packet) {
    if packet.isBinary {
      guard var waiting = waiting[packet.direction] else { return }
      waiting.attachments.append(packet.payload)
      self.waiting[packet.direction] = waiting
      return finish(packet.direction, at: packet.time)
    }
    // Of the packets below Socket.IO, only the end of a change to a WebSocket (5) and messages (4) tell something.
    if packet.payload.elementsEqual("5".utf8), packet.direction == .toServer {
      found.append((packet.time, .upgraded(connection: connection, transport: "websocket")))
    }
    guard packet.payload.first == UInt8(ascii: "4"),
      let text = SocketPacketText(packet.payload.dropFirst())
    else { return }
    waiting[packet.direction] = Waiting(packet: text)
    finish(packet.direction, at: packet.time)
  }

  /// Tells what a packet says once it has all its attachments.
  private mutating func finish(_ direction: Direction, at time: Duration) {
    guard let complete = waiting[direction],
      complete.attachments.count >= complete.packet.attachmentCount
    else { return }
    waiting[direction] = nil
    guard
      let observation = complete.packet.observation(
        on: connection, direction, transport, complete.attachments)
    else { return }
    open(before: observation, in: complete.packet.namespace)
    if case .closed = observation {
      guard !isClosed else { return }
      isClosed = true
      // Our own archives know better.
      found.append(closing ?? (time, observation))
    } else {
      found.append((time, observation))
    }
  }

  /// Makes up what led to the first packet that is there, where the beginning was not archived.
  private mutating func open(before observation: Observation, in namespace: String) {
    guard !isOpen else { return }
    isOpen = true
    if case .opening = observation { return }
    found.append(
      (
        begin,
        .opening(connection: connection, namespace: namespace, transport: "polling", auth: nil)
      ))
    found.append((begin, .accepted(connection: connection, namespace: namespace, socket: nil)))
  }
}
