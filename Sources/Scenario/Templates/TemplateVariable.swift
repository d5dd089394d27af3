import ElizaModel

/// A value of the answered message that a template can quote.
public enum TemplateVariable: String, CaseIterable, Sendable {
  /// The text of the message.
  case text

  /// The id of the message: the one the client gave it, else the server's.
  case messageID = "message.id"

  /// The id of the author.
  case senderID = "sender.id"

  /// The display name of the author; empty when the client gave none.
  case senderName = "sender.name"

  /// The id of the answering agent.
  case agentID = "agent.id"

  /// The name of the answering agent.
  case agentName = "agent.name"

  /// The id of the channel.
  case channelID = "channel.id"

  /// The name of the channel.
  case channelName = "channel.name"

  /// The id of the session; empty where the message belongs to none.
  case sessionID = "session.id"

  /// The number of the message within its conversation, from 1.
  case turn

  /// The moment at which it is said, in scenario time: `2026-01-19T10:15:30.123Z`.
  case clockNow = "clock.now"

  /// That day: `2026-01-19`.
  case clockDate = "clock.date"

  /// The variable's value for one message.
  public func value(in context: MessageContext) -> String {
    switch self {
    case .text: context.text
    case .messageID: context.clientMessageID ?? context.messageID
    case .senderID: context.senderID
    case .senderName: context.senderName
    case .agentID: context.agentID
    case .agentName: context.agentName
    case .channelID: context.channelID
    case .channelName: context.channelName
    case .sessionID: context.sessionID
    case .turn: String(context.turn)
    case .clockNow: context.now.isoText
    case .clockDate: String(context.now.isoText.prefix { $0 != "T" })
    }
  }
}
