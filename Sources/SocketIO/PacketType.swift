/// The kinds of Socket.IO packet (Socket.IO 5, "Packet types"); the raw value is the ASCII digit on the wire.
public enum PacketType: UInt8, Sendable {
  /// Joins a namespace; the server answers with the same type.
  case connect = 0x30
  /// Leaves a namespace.
  case disconnect = 0x31
  /// An event.
  case event = 0x32
  /// The answer to an event.
  case acknowledgement = 0x33
  /// The server does not let the client into a namespace.
  case connectError = 0x34
  /// An event with attachments.
  case binaryEvent = 0x35
  /// The answer to an event, with attachments.
  case binaryAcknowledgement = 0x36

  /// Whether packets of this type state how many attachments follow.
  public var hasAttachments: Bool { self == .binaryEvent || self == .binaryAcknowledgement }

  /// Whether it is an event, binary or not.
  public var isEvent: Bool { self == .event || self == .binaryEvent }

  /// Whether it is an acknowledgement, binary or not.
  public var isAcknowledgement: Bool {
    self == .acknowledgement || self == .binaryAcknowledgement
  }
}
