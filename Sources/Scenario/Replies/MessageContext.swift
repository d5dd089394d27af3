/// What an agent and a template know about the message that is being answered.
public struct MessageContext: Hashable, Sendable {
  /// The text of the message.
  public var text: String

  /// The id of the author.
  public var senderID: String

  /// The display name of the author, if the client gave one.
  public var senderName: String

  /// The id of the answering agent.
  public var agentID: String

  /// The name of the answering agent.
  public var agentName: String

  /// The id of the channel the message is in.
  public var channelID: String

  /// Names the conversation whose state the answer depends on: the session, else the channel.
  public var conversation: String

  /// The number of this message within its conversation, from 1.
  public var turn: Int

  /// Describes a message.
  public init(
    text: String, senderID: String = "", senderName: String = "", agentID: String = "",
    agentName: String = "", channelID: String = "", conversation: String = "", turn: Int = 1
  ) {
    self.text = text
    self.senderID = senderID
    self.senderName = senderName
    self.agentID = agentID
    self.agentName = agentName
    self.channelID = channelID
    self.conversation = conversation
    self.turn = turn
  }
}
