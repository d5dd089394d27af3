import Bytes
import ElizaModel
import JSON

/// The Socket.IO packets in the WebSocket frames of one archived connection.
struct ArchivedSocket {
  let connection: Int
  /// When the connection was asked for.
  let begin: Duration
  private var isOpen = false
  private var last: Duration

  init(connection: Int, begin: Duration) {
    self.connection = connection
    self.begin = begin
    last = begin
  }

  /// Takes a frame: `{type: send | receive, time: seconds since 1970, data}`.
  mutating func read(
    _ frame: JSON, start: Timestamp, into found: inout [(order: Duration, Observation)]
  ) {
    let text = Array((frame["data"]?.stringValue ?? "").utf8)
    let direction: Direction = frame["type"]?.stringValue == "send" ? .toServer : .toClient
    last = max(last, time(frame, start))
    // Only messages (4) carry Socket.IO: 0 connect, 1 disconnect, 2 event, 3 ack, 4 refusal.
    guard text.first == UInt8(ascii: "4"), let kind = text.dropFirst().first else { return }
    var rest = text.dropFirst(2)
    let namespace = ArchivedSocket.namespace(&rest)
    let number = ArchivedSocket.number(&rest)
    let json = try? JSON(parsing: Array(rest))
    let observation: Observation?
    switch (kind, direction) {
    case (UInt8(ascii: "0"), .toServer):
      isOpen = true
      observation = .opening(
        connection: connection, namespace: namespace, transport: "websocket", auth: json)
    case (UInt8(ascii: "0"), .toClient):
      observation = .accepted(
        connection: connection, namespace: namespace, socket: json?["sid"]?.stringValue)
    case (UInt8(ascii: "4"), .toClient):
      observation = .refused(
        connection: connection, namespace: namespace,
        message: json?["message"]?.stringValue ?? "")
    case (UInt8(ascii: "2"), _):
      let elements = json?.arrayValue ?? []
      observation = elements.first?.stringValue.map { name in
        .event(
          connection: connection, direction: direction, namespace: namespace, name: name,
          arguments: Array(elements.dropFirst()), attachments: [], acknowledgement: number)
      }
    case (UInt8(ascii: "3"), _):
      observation = number.map {
        .acknowledgement(
          connection: connection, direction: direction, namespace: namespace, number: $0,
          arguments: json?.arrayValue ?? [])
      }
    default: observation = nil
    }
    guard let observation else { return }
    if !isOpen {
      // The namespace was joined by polling, before the connection became a WebSocket.
      isOpen = true
      found.append(
        (
          begin,
          .opening(
            connection: connection, namespace: namespace, transport: "polling", auth: nil)
        ))
      found.append((begin, .accepted(connection: connection, namespace: namespace, socket: nil)))
    }
    found.append((last, observation))
  }

  /// Ends the connection after its last frame.
  func end(into found: inout [(order: Duration, Observation)]) {
    guard isOpen else { return }
    found.append((last, .closed(connection: connection, by: .toServer, reason: nil)))
  }

  private func time(_ frame: JSON, _ start: Timestamp) -> Duration {
    let seconds = frame["time"]?.doubleValue ?? 0
    return LineTime.duration(milliseconds: seconds * 1000 - Double(start.milliseconds)) ?? begin
  }

  private static func namespace(_ rest: inout ArraySlice<UInt8>) -> String {
    guard rest.first == ASCII.slash else { return "/" }
    let name = rest.prefix { $0 != ASCII.comma }
    rest = rest.dropFirst(name.count + 1)
    return String(decoding: name, as: UTF8.self)
  }

  private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
    let digits = rest.prefix(9).prefix(while: ASCII.isDigit)
    rest = rest.dropFirst(digits.count)
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
