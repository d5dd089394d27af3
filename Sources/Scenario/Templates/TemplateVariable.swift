/// A value of the answered message that a template can quote.
public enum TemplateVariable: String, CaseIterable, Sendable {
  /// The text of the message.
  case text

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

  /// The number of the message within its conversation, from 1.
  case turn

  /// The variable's value for one message.
  public func value(in context: MessageContext) -> String {
    switch self {
    case .text: context.text
    case .senderID: context.senderID
    case .senderName: context.senderName
    case .agentID: context.agentID
    case .agentName: context.agentName
    case .channelID: context.channelID
    case .turn: String(context.turn)
    }
  }
}
