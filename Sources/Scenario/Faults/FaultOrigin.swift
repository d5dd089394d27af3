/// Whose something is that comes to pass: for faults that count by it, and for those who read of them.
public struct FaultOrigin: Hashable, Sendable {
  /// The connection: the id of a socket or an Engine.IO session, or the name of an HTTP connection; nil for
  /// none, or for as many as are in a room.
  public var connection: String?
  /// The chat, by the id of its channel; nil for none.
  public var channel: String?

  /// Describes whose something is.
  public init(connection: String? = nil, channel: String? = nil) {
    self.connection = connection
    self.channel = channel
  }
}
