public import ElizaModel

/// What an agent remembers of one thing that it heard or said.
///
/// Made of what was stored anyway; what clients change lies over it.
public struct RunMemory {
  /// Where the memory comes from.
  public enum Origin {
    /// The message the agent worked on.
    case heard(StoredMessage)
    /// An answer of the agent, under the id it was broadcast with.
    case said(AgentReply, id: String)
  }

  /// Where it comes from.
  public let origin: Origin
  /// When it came to be.
  public let createdAt: Timestamp
  /// The fields that clients have changed, as an object; nil for none.
  public internal(set) var changes: StoredJSON?

  init(_ origin: Origin, at now: Timestamp) {
    self.origin = origin
    createdAt = now
  }

  /// About how many bytes of memory it takes, with what clients have changed.
  var byteCount: Int {
    originByteCount &+ (changes.map { 512 &+ $0.bytes.count } ?? 0)
  }

  private var originByteCount: Int {
    switch origin {
    case .heard(let message): message.byteCount
    case .said(let reply, _): 192 &+ reply.text.utf8.count &+ (reply.thought?.utf8.count ?? 0)
    }
  }
}
