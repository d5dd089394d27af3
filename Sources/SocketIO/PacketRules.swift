import Bytes
import JSON

/// What each type of packet may carry (Socket.IO 5, "Packet encoding").
enum PacketRules {
  /// Checks a packet whose payload, if it has one, is in `document`.
  static func check(_ header: PacketHeader, _ document: JSONDocument) throws(PacketError) {
    try checkID(header)
    guard holds(header, document) else { throw .wrongPayload(header.type) }
    if header.type.isEvent, let name = document.element(0, of: document.root),
      isReserved(name, document)
    {
      throw .reservedEventName
    }
    if header.type.hasAttachments {
      try Placeholder.check(document, attachments: header.attachments)
    }
  }

  private static func checkID(_ header: PacketHeader) throws(PacketError) {
    if header.type.isEvent { return }
    if header.type.isAcknowledgement {
      guard header.acknowledgementID != nil else { throw .missingAcknowledgementID }
    } else if header.acknowledgementID != nil {
      throw .unexpectedAcknowledgementID(header.type)
    }
  }

  private static func holds(_ header: PacketHeader, _ document: JSONDocument) -> Bool {
    guard !header.payload.isEmpty else {
      return header.type == .connect || header.type == .disconnect
    }
    let kind = document.kind(of: document.root)
    switch header.type {
    case .connect: return kind == .object
    case .disconnect: return false
    case .connectError: return kind == .object || kind == .string
    case .acknowledgement, .binaryAcknowledgement: return kind == .array
    case .event, .binaryEvent: return hasName(document)
    }
  }

  private static func hasName(_ document: JSONDocument) -> Bool {
    guard let name = document.element(0, of: document.root) else { return false }
    let kind = document.kind(of: name)
    return kind == .string || kind == .number
  }

  private static func isReserved(_ name: JSONDocument.Node, _ document: JSONDocument) -> Bool {
    guard mayBeReserved(name, document) else { return false }
    return document.matches(name, "connect") || document.matches(name, "connect_error")
      || document.matches(name, "disconnect") || document.matches(name, "disconnecting")
      || document.matches(name, "newListener") || document.matches(name, "removeListener")
  }

  /// Whether a name begins like a reserved one, or with an escape: most do not, and need no comparing.
  private static func mayBeReserved(_ name: JSONDocument.Node, _ document: JSONDocument) -> Bool {
    let first = document.rawRange(of: name).lowerBound + 1
    let bytes = document.bytes
    guard first < bytes.count else { return false }
    switch bytes[first] {
    case 0x63, 0x64, 0x6E, 0x72, ASCII.backslash: return true
    default: return false
    }
  }
}
