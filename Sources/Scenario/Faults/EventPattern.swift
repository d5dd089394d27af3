/// Which Socket.IO events a fault looks at.
public struct EventPattern: Hashable, Sendable {
  /// Which way an event goes.
  public enum Direction: String, CaseIterable, Hashable, Sendable {
    /// From a client to the server.
    case `in`
    /// From the server to clients.
    case out
  }

  /// Who an event comes from.
  public enum Author: String, CaseIterable, Hashable, Sendable {
    /// An agent: by the payload's `senderId` or `agentId`.
    case agent
    /// Somebody who is no agent.
    case user
  }

  /// The event's name; `*` stands for any characters.
  public var name: String
  /// Which way it goes; nil is both.
  public var direction: Direction?
  /// Who it comes from; nil is anybody.
  public var author: Author?

  /// Describes events.
  public init(_ name: String, direction: Direction? = nil, from author: Author? = nil) {
    self.name = name
    self.direction = direction
    self.author = author
  }
}
