public import ElizaModel

/// Something a client did that a real server would not have taken.
public struct Finding: Hashable, Sendable {
  /// The rule.
  public let leniency: Leniency
  /// The connection on which it was first seen: a socket id or, for HTTP, a connection's name.
  public let connection: String
  /// When it was first seen.
  public let firstSeen: Timestamp
  /// The number of connections on which it was seen.
  public internal(set) var connectionCount = 1
}
