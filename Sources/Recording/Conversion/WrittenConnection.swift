import Bytes
import HTTP1
import JSON

/// A socket on its way into an archive: the requests of long-polling, and the messages of the WebSocket.
///
/// What a polling client sends is a POST, what it hears the answer to a GET that waited for it, as browsers archive
/// them. With the change to a WebSocket that follows, the rest are its messages.
struct WrittenConnection {
  private static let path = "\(ArchiveContext.origin)/socket.io/?EIO=4&transport="

  /// The id of the connection, which ties its entries together.
  private let engine: String
  private let begin: Duration
  private let context: ArchiveContext
  /// When it became a WebSocket; nil while it is polling.
  private var webSocketBegin: Duration?
  private var polls: [ArchiveEntry] = []
  /// When the poll began that is waiting now.
  private var waiting: Duration
  private var messages: [JSON] = []
  private var closing: (time: Duration, shut: RecordedClosing)?
  /// The namespaces that were asked for and neither refused nor left.
  private var namespaces: Set<String> = []

  init(_ opening: RecordedOpening, at time: Duration, _ context: ArchiveContext) {
    engine = ReplayValues.minted("{socket:\(opening.connection)}", round: 0, seed: 0)
    begin = time
    waiting = time
    self.context = context
    if opening.transport == "polling" {
      var handshake = ArchiveEntry("GET", "http://\(WrittenConnection.path)polling", at: time)
      answer(&handshake, greeting(upgrades: "\"websocket\""), at: time)
      polls.append(handshake)
    } else {
      webSocketBegin = time
      add(greeting(upgrades: ""), .toClient, at: time)
    }
  }

  /// The change from polling to a WebSocket.
  mutating func upgrade(at time: Duration) {
    guard webSocketBegin == nil else { return }
    webSocketBegin = time
    add("2probe", .toServer, at: time)
    add("3probe", .toClient, at: time)
    add("5", .toServer, at: time)
  }

  /// A Socket.IO packet, with the bytes that follow it.
  mutating func send(
    _ packet: String, _ direction: Direction, at time: Duration, attachments: [[UInt8]] = []
  ) {
    guard webSocketBegin == nil else {
      add("4" + packet, direction, at: time)
      for attachment in attachments {
        add(Base64.encode(attachment.span), opcode: 2, direction, at: time)
      }
      return
    }
    let mark = "\u{1E}b"
    let payload = attachments.reduce("4" + packet) { $0 + mark + Base64.encode($1.span) }
    switch direction {
    case .toServer:
      var post = ArchiveEntry("POST", url("polling"), body: .bytes(Array(payload.utf8)), at: time)
      answer(&post, "ok", at: time)
      polls.append(post)
    case .toClient:
      var poll = ArchiveEntry("GET", url("polling"), at: waiting)
      answer(&poll, payload, at: time)
      polls.append(poll)
      waiting = time
    }
  }

  /// A socket that asks for a namespace, or what it hears.
  mutating func open(
    _ opening: RecordedOpening, _ packet: String, at time: Duration
  ) {
    if opening.error != nil {
      namespaces.remove(opening.namespace)
    } else {
      namespaces.insert(opening.namespace)
    }
    send(packet, opening.direction, at: time)
  }

  /// The end of the connection, or of its socket in a namespace.
  mutating func close(_ shut: RecordedClosing, at time: Duration) {
    let ends = ["io client disconnect": Direction.toServer, "io server disconnect": .toClient]
    let isPacket = shut.reason.map { ends[$0] == shut.direction } == true
    if let namespace = shut.namespace {
      namespaces.remove(namespace)
      return send("1" + SocketPacketText.mark(namespace), shut.direction, at: time)
    }
    if isPacket, namespaces.count == 1, let last = namespaces.first {
      send("1" + SocketPacketText.mark(last), shut.direction, at: time)
    }
    closing = (time, shut)
  }

  /// The entries with the times at which they began.
  var entries: [ArchiveEntry] {
    var entries = polls
    if let webSocketBegin {
      let sid = polls.isEmpty ? "" : "&sid=\(engine)"
      var entry = ArchiveEntry(
        "GET", "ws://\(WrittenConnection.path)websocket\(sid)", at: webSocketBegin)
      entry.status = 101
      entry.head = webSocketBegin
      entry.end = closing?.time
      entry.extra["_resourceType"] = "websocket"
      entry.extra["_webSocketMessages"] = .array(messages)
      entries.append(entry)
    }
    if let closing, !entries.isEmpty {
      entries[0].extra[ArchivedConnection.closingKey] = [
        "time": context.seconds(closing.time), "by": .string(closing.shut.direction.rawValue),
        "reason": closing.shut.reason.map { .string(context.live.text($0)) } ?? .null,
      ]
    }
    return entries
  }

  private func url(_ transport: String) -> String {
    "http://\(WrittenConnection.path)\(transport)&sid=\(engine)"
  }

  private func greeting(upgrades: String) -> String {
    #"0{"sid":"\#(engine)","upgrades":[\#(upgrades)],"pingInterval":25000,"#
      + #""pingTimeout":20000,"maxPayload":1000000}"#
  }

  private func answer(_ entry: inout ArchiveEntry, _ text: String, at time: Duration) {
    let response = RecordedResponse(
      exchange: 0, status: 200,
      headers: [.init(name: "Content-Type", value: "text/plain; charset=UTF-8")])
    entry.take(response, at: time, context)
    entry.body = Array(text.utf8)
  }

  private mutating func add(
    _ data: String, opcode: Int = 1, _ direction: Direction, at time: Duration
  ) {
    messages.append([
      "type": direction == .toServer ? "send" : "receive", "time": context.seconds(time),
      "opcode": JSON(opcode), "data": .string(data),
    ])
  }
}
