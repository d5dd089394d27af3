/// An Engine.IO session in the journal.
public final class JournalSession {
  /// Its id.
  public let id: String
  /// The transport it was opened with.
  public let transport: String
  /// The address of its client.
  public let peerAddress: String

  /// Keeps what is worth knowing of a session.
  public init(id: String, transport: String, peerAddress: String) {
    self.id = id
    self.transport = transport
    self.peerAddress = peerAddress
  }
}
