public import JSON

/// A new or changed message, to those in its room.
///
/// Real servers send five shapes, which differ in the order of their keys and in what they leave out:
///
/// | origin | order | left out |
/// |---|---|---|
/// | a socket's send, to the others | `.socket` | all but `attachments` |
/// | the same, to the sender | `.socket` | all but `clientMessageId`, `attachments` |
/// | a post by HTTP | `.bus` | `channelId`, all that is optional |
/// | an agent's reply | `.bus` | `channelId`, `updatedAt`, `rawMessage` |
/// | an agent's action | `.bus` | `channelId`; on updates the server as well |
///
/// The message server goes by `messageServerId` since 1.6.5 and by `serverId` before, in replies by `serverId`
/// always; both may be given.
public struct MessageBroadcast: EventPayload {
  /// The event it belongs to.
  public static let event = EventName.messageBroadcast

  /// Where the id and the channel stand among the keys.
  public enum KeyOrder: Hashable, Sendable {
    /// The id first, then the sender.
    case socket
    /// The sender first, the id after the source.
    case bus
  }

  /// The order of the keys.
  public var order: KeyOrder
  /// The id; the same one again means an update.
  public var id: String
  /// Who wrote it.
  public var senderID: String
  /// The name of who wrote it.
  public var senderName: String
  /// What it says: nearly always text, but servers repeat any value they were sent.
  public var text: JSON
  /// The room, which agent replies of real servers lack.
  public var channelID: String?
  /// The room.
  public var roomID: String
  /// The message server, under its older name.
  public var serverID: String?
  /// The message server, under its newer name.
  public var messageServerID: String?
  /// When it was made.
  public var createdAt: Timestamp
  /// What it comes from, such as `client_chat` or `agent_response`.
  public var source: String
  /// What the agent thought.
  public var thought: JSON?
  /// What the agent did, as a list of names.
  public var actions: JSON?
  /// Media.
  public var attachments: JSON?
  /// The sender's own id for the message; only in its own echo.
  public var clientMessageID: JSON?
  /// When it was last changed; only in actions.
  public var updatedAt: Timestamp?
  /// What the agent sent, in full; only in actions.
  public var rawMessage: JSON?
  /// What came with the message; not sent by released servers.
  public var metadata: JSON?

  /// Makes a broadcast without extras.
  public init(
    order: KeyOrder, id: String, senderID: String, senderName: String, text: JSON, roomID: String,
    createdAt: Timestamp, source: String
  ) {
    self.order = order
    self.id = id
    self.senderID = senderID
    self.senderName = senderName
    self.text = text
    self.roomID = roomID
    self.createdAt = createdAt
    self.source = source
  }
}
