/// A whole packet, attachments included; its payload is in the document it was decoded into.
public struct DecodedPacket: Hashable, Sendable {
  /// The type.
  public var type: PacketType
  /// The namespace; `/` for the main one.
  public var namespace: String
  /// The acknowledgement id: asked for by an event, answered by an acknowledgement.
  public var acknowledgementID: UInt64?
  /// Whether the document holds a payload.
  public var hasPayload: Bool
  /// The attachments that placeholders in the payload point at, in order.
  public var attachments: [[UInt8]] = []
}
