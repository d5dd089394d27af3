/// A user's message on its way to the agents.
public struct IncomingMessage {
  /// Where the replies of the agents go.
  public enum Delivery {
    /// Into the channel and its room.
    case channel
    /// To whoever asked by HTTP; nothing is stored and the room hears nothing.
    case caller(any ReplyReceiver)
  }

  /// The channel it was stored in.
  public let channel: Channel
  /// The message.
  public let message: StoredMessage
  /// The name its author goes by.
  public let senderName: String?
  /// The agent it is addressed to by its author, if any.
  public let targetAgentID: String?
  /// The session it was posted to, if any.
  public let session: Session?
  /// Where replies go.
  public let delivery: Delivery
  /// The connection it came by: a socket's id, or the name of an HTTP connection.
  public let connection: String
  /// The id that its author gave a message posted by HTTP, if any.
  var postedID: String?
  /// Whether it stands for an occasion at which agents do something; nobody wrote it.
  var isOccasion = false
  /// Whether it belongs to no channel, as when a client has just connected.
  var isOutsideRooms = false

  /// The id that its author gave it, which stays the same when it is sent again.
  public var clientMessageID: String? { postedID ?? message.clientMessageID }

  /// Whoever counts as one speaker: a socket, or by HTTP an author, since a client may open a connection
  /// for each of its requests.
  var speaker: String {
    if case .socket = message.body { connection } else { message.authorID }
  }

  /// Makes an incoming message.
  public init(
    channel: Channel, message: StoredMessage, senderName: String? = nil,
    targetAgentID: String? = nil, session: Session? = nil, delivery: Delivery = .channel,
    connection: String, postedID: String? = nil
  ) {
    self.channel = channel
    self.message = message
    self.senderName = senderName
    self.targetAgentID = targetAgentID
    self.session = session
    self.delivery = delivery
    self.connection = connection
    self.postedID = postedID
  }
}
