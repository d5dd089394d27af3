public import ElizaModel

/// A message of a conversation as a chat shows it.
public struct ChatMessage: Hashable, Sendable, Identifiable {
  /// Who wrote a message.
  public enum Author: Hashable, Sendable {
    /// The user of this client.
    case user
    /// An agent.
    case agent
    /// Somebody else in the room.
    case other
  }

  /// How a message came to be known.
  public enum Route: Hashable, Sendable {
    /// Written here.
    case local
    /// Over the socket, at once.
    case live
    /// Through the Sessions API.
    case api
  }

  /// The id: the client's own for what was written here, that of the server for anything else.
  public let id: String
  /// The id at the server; nil until it has confirmed the message.
  public var serverID: String?
  /// Who wrote it.
  public var author: Author
  /// The id of who wrote it.
  public var authorID: String
  /// The name of who wrote it; empty when nobody has said.
  public var authorName: String
  /// What it says.
  public var text: String
  /// When it was made: by the clock of the server once `isDated`, and by that of this client before.
  public var createdAt: Timestamp
  /// Whether the server has said when the message was made.
  public var isDated: Bool
  /// How far it has come.
  public var delivery: Delivery
  /// How it came to be known.
  public var route: Route
  /// What the agent thought.
  public var thought: String?
  /// What the agent did, by name.
  public var actions: [String] = []
  /// How far an action has come, when the message is the report of one.
  public var progress: ActionProgress?
}
