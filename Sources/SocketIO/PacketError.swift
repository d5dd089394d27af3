public import JSON

/// A packet that breaks Socket.IO 5, or a bound of this implementation; the connection ends.
///
/// Offsets count bytes from the start of the packet.
public enum PacketError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The packet has no byte at all.
  case empty
  /// The packet begins with a byte that names no type.
  case unknownType(UInt8)
  /// The attachment count is no decimal number followed by `-`.
  case invalidAttachmentCount(offset: Int)
  /// More attachments are announced than `limit`.
  case tooManyAttachments(limit: Int)
  /// The attachments of one packet are longer than `limit` bytes together.
  case attachmentsTooLarge(limit: Int)
  /// The namespace is longer than `limit` bytes.
  case namespaceTooLong(limit: Int)
  /// The namespace is not UTF-8.
  case invalidNamespace
  /// The acknowledgement id does not fit 64 bits.
  case acknowledgementIDTooLarge(offset: Int)
  /// A packet of this type carries no acknowledgement id.
  case unexpectedAcknowledgementID(PacketType)
  /// An acknowledgement does not say of what.
  case missingAcknowledgementID
  /// The payload is not JSON.
  case invalidPayload(JSONError)
  /// A packet of this type does not carry such a payload, or none.
  case wrongPayload(PacketType)
  /// An event has a name that only the library itself may use.
  case reservedEventName
  /// A placeholder does not point at one of the attachments.
  case invalidPlaceholder
  /// A text packet came where an attachment was due.
  case attachmentExpected(missing: Int)
  /// Binary data came that no packet announced.
  case unexpectedAttachment

  /// The broken rule in one line.
  public var description: String {
    switch self {
    case .empty: "an empty packet"
    case .unknownType(let byte): "no packet type begins with \(byte)"
    case .invalidAttachmentCount(let offset): "no attachment count at offset \(offset)"
    case .tooManyAttachments(let limit): "more than \(limit) attachments"
    case .attachmentsTooLarge(let limit): "more than \(limit) bytes of attachments"
    case .namespaceTooLong(let limit): "a namespace of more than \(limit) bytes"
    case .invalidNamespace: "a namespace that is not UTF-8"
    case .acknowledgementIDTooLarge(let offset): "an id too large at offset \(offset)"
    case .unexpectedAcknowledgementID(let type): "an acknowledgement id in a packet of type \(type)"
    case .missingAcknowledgementID: "an acknowledgement without an id"
    case .invalidPayload(let error): "a payload that is not JSON: \(error)"
    case .wrongPayload(let type): "a payload that does not fit a packet of type \(type)"
    case .reservedEventName: "an event with a reserved name"
    case .invalidPlaceholder: "a placeholder without its attachment"
    case .attachmentExpected(let missing): "a text packet where \(missing) attachments were due"
    case .unexpectedAttachment: "binary data that no packet announced"
    }
  }
}
