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
  private var transport: String
  private var packets: [Packet] = []
  private var closing: (time: Duration, observation: Observation)?

  // What is known while the packets are gone through.
  private var isOpen = false
  private var isClosed = false
  /// The namespaces that were asked for and neither refused nor left.
  private var namespaces: Set<String> = []
  /// Those that were left, and not asked for again.
  private var left: Set<String> = []
  private var hasNotedLoss = false
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
    guard let payload = isBinary ? Base64.decode(text) : Array(text.utf8) else { return }
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
    for direction in [Direction.toServer, .toClient] { giveUp(direction, at: last) }
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
      transport = "websocket"
      guard isOpen, !isClosed else { return }
      found.append((packet.time, .upgraded(connection: connection, transport: transport)))
    }
    guard packet.payload.first == UInt8(ascii: "4"),
      let text = SocketPacketText(packet.payload.dropFirst())
    else { return }
    giveUp(packet.direction, at: packet.time)
    waiting[packet.direction] = Waiting(packet: text)
    finish(packet.direction, at: packet.time)
  }

  /// Leaves out a packet of which not all attachments have come.
  private mutating func giveUp(_ direction: Direction, at time: Duration) {
    guard waiting.removeValue(forKey: direction) != nil else { return }
    note("a packet of the \(direction.sender) is left out: its attachments are not all there", time)
  }

  /// Tells what a packet says once it has all its attachments.
  private mutating func finish(_ direction: Direction, at time: Duration) {
    guard let complete = waiting[direction],
      complete.attachments.count >= complete.packet.attachmentCount
    else { return }
    waiting[direction] = nil
    let namespace = complete.packet.namespace
    guard
      let observation = complete.packet.observation(
        on: connection, direction, transport, complete.attachments)
    else {
      return note("a packet of the \(direction.sender) is left out: it cannot be read", time)
    }
    if case .opening = observation {
      isOpen = true
      // One session can carry several connections, one after another.
      isClosed = false
      namespaces.insert(namespace)
      left.remove(namespace)
    }
    guard !isClosed, !left.contains(namespace) else {
      return noteLoss(of: observation, in: namespace, time)
    }
    makeUpOpening(of: observation, in: namespace, at: time)
    switch observation {
    case .closed(_, _, let direction, let reason):
      return leave(namespace, direction, reason, at: time)
    case .refused: namespaces.remove(namespace)
    default: break
    }
    found.append((time, observation))
  }

  private mutating func leave(
    _ namespace: String, _ direction: Direction, _ reason: String?, at time: Duration
  ) {
    guard namespaces.remove(namespace) != nil else { return }
    left.insert(namespace)
    isClosed = namespaces.isEmpty
    let whole = Observation.closed(connection: connection, by: direction, reason: reason)
    let part = Observation.closed(
      connection: connection, namespace: namespace, by: direction, reason: reason)
    // Our own archives know better how a connection ended.
    found.append(isClosed ? closing ?? (time, whole) : (time, part))
  }

  /// Says once that there are packets that no connection tells of; that one is left is none.
  private mutating func noteLoss(
    of observation: Observation, in namespace: String, _ time: Duration
  ) {
    if case .closed = observation { return }
    guard !hasNotedLoss else { return }
    hasNotedLoss = true
    note(
      "packets in the namespace \(namespace) are left out: no socket of their session is in it",
      time)
  }

  private mutating func note(_ text: String, _ time: Duration) {
    found.append((time, .note(text)))
  }

  /// Makes up what led to the first packet of a namespace, where that was not archived.
  private mutating func makeUpOpening(
    of observation: Observation, in namespace: String, at time: Duration
  ) {
    guard namespaces.insert(namespace).inserted else { return }
    let time = isOpen ? time : begin
    let transport = isOpen ? transport : "polling"
    isOpen = true
    found.append(
      (
        time,
        .opening(connection: connection, namespace: namespace, transport: transport, auth: nil)
      ))
    switch observation {
    case .accepted, .refused: break
    default:
      found.append((time, .accepted(connection: connection, namespace: namespace, socket: nil)))
    }
  }
}

extension Direction {
  /// Who sends this way.
  fileprivate var sender: String { self == .toServer ? "client" : "server" }
}
