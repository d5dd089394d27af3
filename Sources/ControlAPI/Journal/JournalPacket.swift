/// What passed between an Engine.IO session and its client besides messages, in the journal.
public final class JournalPacket {
  /// The session.
  public let session: JournalSession
  /// What it is: the name of a packet, `probe`, `poll`, or the `payload` of a poll or a POST.
  public let name: String
  /// Whether it came from the client.
  public let isReceived: Bool
  /// The bytes of a payload; nil for anything else.
  public let byteCount: Int?

  /// Keeps what is worth knowing of a packet.
  public init(
    _ name: String, of session: JournalSession, isReceived: Bool, byteCount: Int? = nil
  ) {
    self.session = session
    self.name = name
    self.isReceived = isReceived
    self.byteCount = byteCount
  }
}
