public import ElizaModel

/// A file that somebody uploaded.
public struct MediaFile: Hashable, Sendable {
  /// Where a file lies, which is also the beginning of its path.
  public enum Folder: Hashable, Sendable {
    /// What was uploaded for an agent.
    case agent(String)
    /// What was uploaded to a channel.
    case channel(String)

    /// The path below the server's address, with a slash at the end.
    public var path: String {
      switch self {
      case .agent(let id): "/media/uploads/agents/\(id)/"
      case .channel(let id): "/media/uploads/channels/\(id)/"
      }
    }
  }

  /// The name it is served under.
  public let name: String
  /// The type it is served with.
  public let mediaType: String
  /// The content.
  public let bytes: [UInt8]
  /// When it was uploaded.
  public let createdAt: Timestamp

  /// Makes a file.
  public init(name: String, mediaType: String, bytes: [UInt8], createdAt: Timestamp) {
    self.name = name
    self.mediaType = mediaType
    self.bytes = bytes
    self.createdAt = createdAt
  }
}
