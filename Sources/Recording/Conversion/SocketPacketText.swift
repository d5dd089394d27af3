import Bytes
import JSON

/// A Socket.IO packet as a text: kind, number of attachments, namespace, number of the acknowledgement, JSON.
struct SocketPacketText {
  let namespace: String
  /// How many attachments follow it.
  let attachmentCount: Int
  private let kind: UInt8
  private let number: Int?
  private let json: JSON?

  /// Reads what follows the `4` of Engine.IO; nil when that is nothing.
  init?(_ text: ArraySlice<UInt8>) {
    guard let kind = text.first else { return nil }
    self.kind = kind
    var rest = text.dropFirst()
    attachmentCount = SocketPacketText.isBinary(kind) ? SocketPacketText.count(&rest) : 0
    namespace = SocketPacketText.namespace(&rest)
    number = SocketPacketText.number(&rest)
    json = try? JSON(parsing: Array(rest))
  }

  /// What it says; nil when that is of no account.
  func observation(
    on connection: Int, _ direction: Direction, _ transport: String, _ attachments: [[UInt8]]
  ) -> Observation? {
    // 0 connect, 1 disconnect, 2 event, 3 acknowledgement, 4 refusal; 5 and 6 are 2 and 3 with attachments.
    switch (kind, direction) {
    case (UInt8(ascii: "0"), .toServer):
      .opening(
        connection: connection, namespace: namespace, transport: transport, auth: json)
    case (UInt8(ascii: "0"), .toClient):
      .accepted(
        connection: connection, namespace: namespace, socket: json?["sid"]?.stringValue)
    case (UInt8(ascii: "1"), _):
      .closed(
        connection: connection, namespace: namespace, by: direction,
        reason: direction == .toServer ? "io client disconnect" : "io server disconnect")
    case (UInt8(ascii: "4"), .toClient):
      .refused(
        connection: connection, namespace: namespace,
        message: json?["message"]?.stringValue ?? "")
    case (UInt8(ascii: "2"), _), (UInt8(ascii: "5"), _):
      json?.arrayValue.flatMap { values in
        values.first.map { name in
          .event(
            connection: connection, direction: direction, namespace: namespace,
            name: name.stringValue ?? name.text,
            arguments: Array(values.dropFirst()), attachments: attachments,
            acknowledgement: number)
        }
      }
    case (UInt8(ascii: "3"), _), (UInt8(ascii: "6"), _):
      number.map {
        .acknowledgement(
          connection: connection, direction: direction, namespace: namespace, number: $0,
          arguments: json?.arrayValue ?? [], attachments: attachments)
      }
    default: nil
    }
  }

  /// How a packet of a namespace names it.
  static func mark(_ namespace: String) -> String { namespace == "/" ? "" : namespace + "," }

  private static func isBinary(_ kind: UInt8) -> Bool {
    kind == UInt8(ascii: "5") || kind == UInt8(ascii: "6")
  }

  private static func count(_ rest: inout ArraySlice<UInt8>) -> Int {
    let digits = rest.prefix(4).prefix(while: ASCII.isDigit)
    guard rest.dropFirst(digits.count).first == ASCII.minus else { return 0 }
    rest = rest.dropFirst(digits.count + 1)
    return Int(String(decoding: digits, as: UTF8.self)) ?? 0
  }

  private static func namespace(_ rest: inout ArraySlice<UInt8>) -> String {
    guard rest.first == ASCII.slash else { return "/" }
    let name = rest.prefix { $0 != ASCII.comma }
    rest = rest.dropFirst(name.count + 1)
    return String(decoding: name, as: UTF8.self)
  }

  private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
    let digits = rest.prefix(while: ASCII.isDigit)
    rest = rest.dropFirst(digits.count)
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
