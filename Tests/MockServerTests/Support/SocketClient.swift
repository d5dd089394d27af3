import JSON
import SocketIO
import Testing

/// A Socket.IO client in the main namespace.
final class SocketClient {
  /// What the server sent.
  enum Packet: Equatable {
    case event(String, JSON)
    case acknowledgement(UInt64, JSON)
    case connectError(JSON)
    case disconnect
  }

  private(set) var transport: any EngineTransport
  private(set) var id = ""
  /// Every event so far: its name and its argument.
  private(set) var events: [(name: String, argument: JSON)] = []
  private var decoder = PacketDecoder()

  /// Joins the main namespace of an open session whose open packet has been read.
  init(over transport: any EngineTransport, auth: JSON? = nil) throws {
    self.transport = transport
    try transport.send("40\(auth?.text ?? "")")
    try join()
  }

  /// Connects by WebSocket at once.
  static func webSocket(_ wire: any Wire, auth: JSON? = nil) throws -> SocketClient {
    let packets = WebSocketClient.Packets(try WebSocketClient(over: wire))
    try #require(try packets.receive().hasPrefix("0{"))
    return try SocketClient(over: packets, auth: auth)
  }

  /// Connects by WebSocket at once.
  static func webSocket(port: UInt16, auth: JSON? = nil) throws -> SocketClient {
    try webSocket(TCPClient(port: port), auth: auth)
  }

  /// Connects by polling.
  static func polling(port: UInt16, auth: JSON? = nil) throws -> SocketClient {
    try SocketClient(over: PollingTransport { try TCPClient(port: port) }, auth: auth)
  }

  /// Goes on from polling to a WebSocket as browsers do.
  func upgrade(over wire: any Wire) throws {
    let polling = try #require(transport as? PollingTransport)
    let socket = try WebSocketClient(
      over: wire, target: "\(WebSocketClient.target)&sid=\(polling.sid)")
    socket.send("2probe")
    try #require(try socket.receive() == .text("3probe"))
    socket.send("5")
    polling.close()
    transport = WebSocketClient.Packets(socket)
  }

  /// Emits an event, with an acknowledgement wanted when `id` is given.
  func emit(_ name: String, _ argument: JSON, id: UInt64? = nil) throws {
    let event: JSON = [.string(name), argument]
    try transport.send("42\(id.map(String.init) ?? "")\(event.text)")
  }

  /// Waits for the next packet of the namespace; pings are answered on the way.
  func next() throws -> Packet {
    while true {
      let packet = try transport.receive()
      switch packet.first {
      case "2": try transport.send("3\(packet.dropFirst())")
      case "4":
        guard let result = try decode(packet.dropFirst()) else { continue }
        return result
      case "6": continue
      default: throw Lost(before: "a message: \(packet)")
      }
    }
  }

  /// Waits for an event of that name, passing over others, and answers its argument.
  @discardableResult
  func wait(for name: String, where isWanted: (JSON) -> Bool = { _ in true }) throws -> JSON {
    while true {
      let packet = try next()
      if case .event(name, let argument) = packet, isWanted(argument) { return argument }
      if packet == .disconnect { throw Lost(before: name) }
    }
  }

  /// Leaves without a word.
  func close() { transport.close() }

  /// The names of all events so far; that of an envelope with its type.
  var eventNames: [String] {
    events.map { event in
      guard let type = event.argument["type"] else { return event.name }
      return "\(event.name) \(type.stringValue ?? type.text)"
    }
  }

  private func join() throws {
    while id.isEmpty {
      let packet = try transport.receive()
      guard packet.hasPrefix("40") else { throw Lost(before: "a namespace: \(packet)") }
      let payload = try JSON(parsing: String(packet.dropFirst(2)))
      id = payload["sid"]?.stringValue ?? ""
    }
    try wait(for: "connection_established")
  }

  /// Makes room where much is heard.
  func forgetEvents() {
    events = []
  }

  private func decode(_ text: Substring) throws -> Packet? {
    var document = JSONDocument()
    let bytes = Array(text.utf8)
    guard let packet = try decoder.textReceived(bytes.span, into: &document) else { return nil }
    let value = packet.hasPayload ? document.value(of: document.root) : .null
    switch packet.type {
    case .event:
      let name = value[0]?.stringValue ?? ""
      let argument = value[1] ?? .null
      events.append((name, argument))
      return .event(name, argument)
    case .acknowledgement: return .acknowledgement(packet.acknowledgementID ?? 0, value)
    case .connectError: return .connectError(value)
    case .disconnect: return .disconnect
    default: return nil
    }
  }
}
