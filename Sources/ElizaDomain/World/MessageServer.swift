public import ElizaModel
public import OrderedCollections

/// A group of channels; one with the nil UUID always exists.
public struct MessageServer: Hashable, Sendable {
  /// The id.
  public let id: String
  /// The name shown to people.
  public var name: String
  /// Where it comes from, such as `eliza_default`.
  public var sourceType: String
  /// Its id at the place it comes from; nil when it was made here.
  public var sourceID: String?
  /// What its maker attached.
  public var metadata: StoredJSON?
  /// The agents subscribed to it, in the order they came.
  public var agentIDs: OrderedSet<String> = []
  /// When it came to be.
  public let createdAt: Timestamp
  /// When it was last changed.
  public var updatedAt: Timestamp

  /// Makes a message server nobody has subscribed to.
  public init(
    id: String, name: String, sourceType: String, sourceID: String? = nil,
    metadata: StoredJSON? = nil, createdAt: Timestamp
  ) {
    self.id = id
    self.name = name
    self.sourceType = sourceType
    self.sourceID = sourceID
    self.metadata = metadata
    self.createdAt = createdAt
    self.updatedAt = createdAt
  }

  /// The bytes of what its maker gave it.
  var byteCount: Int {
    let texts = [name, sourceType, sourceID ?? ""]
    return texts.reduce(metadata?.bytes.count ?? 0) { $0 + $1.utf8.count }
  }
}
