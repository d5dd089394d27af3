public import ElizaModel
public import JSON

/// What an agent, a condition and a template know about the message that is being answered.
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

  /// The name of that channel.
  public var channelName = ""

  /// The id of the session; empty where there is none.
  public var sessionID = ""

  /// Names the conversation whose state the answer depends on: the session, else the channel.
  public var conversation: String

  /// The number of this message within its conversation, from 1.
  public var turn: Int

  /// The id the server gave the message.
  public var messageID = ""

  /// The id the client gave it, which stays the same when it sends the message again.
  public var clientMessageID: String?

  /// The message as the client sent it.
  public var payload: JSON = .null

  /// The connection it came by.
  public var connection = ""

  /// When it came, in scenario time.
  public var now = Timestamp(milliseconds: 0)

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

  /// What is attached to the message.
  public var attachments: [JSON] {
    (payload["attachments"] ?? payload["metadata"]?["attachments"])?.arrayValue ?? []
  }
}
