/// A user's message as some transport received it, its required fields checked.
public struct MessageSubmission {
  /// The channel, or another name of its room.
  public var room: String
  /// The message server, for a channel that has yet to be made.
  public var messageServerID: String
  /// How to make the channel when there is none.
  public var opening: ChannelOpening
  /// The message.
  public var draft: MessageDraft
  /// The name its author goes by.
  public var senderName: String?
  /// The agent its author asks for.
  public var targetAgentID: String?
  /// The session it was posted to.
  public var session: Session?
  /// Where replies go.
  public var delivery: IncomingMessage.Delivery
  /// The connection it came by: a socket id or, for HTTP, a connection's name.
  public var connection: String

  /// The id that its author gave a message posted by HTTP, if any.
  public var postedID: String?

  /// Makes a submission whose replies go into the channel.
  public init(
    room: String, messageServerID: String, opening: ChannelOpening, draft: MessageDraft,
    senderName: String? = nil, targetAgentID: String? = nil, session: Session? = nil,
    delivery: IncomingMessage.Delivery = .channel, connection: String, postedID: String? = nil
  ) {
    self.room = room
    self.messageServerID = messageServerID
    self.opening = opening
    self.draft = draft
    self.senderName = senderName
    self.targetAgentID = targetAgentID
    self.session = session
    self.delivery = delivery
    self.connection = connection
    self.postedID = postedID
  }
}
