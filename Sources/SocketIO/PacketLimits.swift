public import JSON

/// How much a decoder takes and keeps of one packet.
public struct PacketLimits: Hashable, Sendable {
  /// The highest number of attachments; 64 by default.
  public var attachments: Int

  /// The most bytes that the attachments of one packet have together; 16 MiB by default.
  public var attachmentBytes: Int

  /// The longest namespace in bytes; 256 by default.
  public var namespaceBytes: Int

  /// What the payload may ask for.
  public var payload: JSONLimits

  /// Sets the limits.
  public init(
    attachments: Int = 64, attachmentBytes: Int = 16 << 20, namespaceBytes: Int = 256,
    payload: JSONLimits = .default
  ) {
    self.attachments = attachments
    self.attachmentBytes = attachmentBytes
    self.namespaceBytes = namespaceBytes
    self.payload = payload
  }
}
