import ElizaModel
import JSON

/// A way of asking for a room; servers and their forks have known several.
enum JoinForm: CaseIterable {
  /// An envelope with the room under both names, as the frontend guide joins.
  case bothNames
  /// An envelope with `roomId` alone, as the guide's event log and its debug commands do.
  case roomName
  /// An envelope with `channelId` alone, as the stock client does.
  case channelName
  /// The event `1` without an envelope.
  case direct
  /// The event `join`, which some servers made for the guide know.
  case named

  /// The event and its argument.
  func event(room: String, userID: String, agentID: String) -> (name: String, argument: JSON) {
    var payload = JoinPayload()
    payload.entityID = userID
    if self != .channelName { payload.roomID = room }
    if self != .roomName { payload.channelID = room }
    if self == .bothNames || self == .direct {
      payload.serverID = Identifier.defaultMessageServer
      payload.messageServerID = Identifier.defaultMessageServer
      payload.agentID = .string(agentID)
    }
    switch self {
    case .bothNames, .roomName, .channelName:
      let envelope = MessageEnvelope(.roomJoining, payload: payload.json)
      return (EventName.message.rawValue, envelope.json)
    case .direct: return (EventName.join.rawValue, payload.json)
    case .named: return ("join", payload.json)
    }
  }
}
