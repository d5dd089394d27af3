import ElizaModel
import JSON

/// Says what a Socket.IO event means to ElizaOS.
struct SocketEventFacts {
  /// The facts; empty when the bytes are no event.
  let facts: JSONObject
  /// The first argument; nil when there is none.
  let argument: JSON?

  /// Decodes a JSON array of a name and arguments.
  init(_ bytes: [UInt8], isReceived: Bool) {
    guard let event = try? JSON(parsing: bytes), let name = SocketEventFacts.text(event[0]) else {
      (facts, argument) = ([:], nil)
      return
    }
    argument = event[1]
    let type = argument?["type"].flatMap(SocketMessageType.init)
    let isEnvelope = name == "message" && type != nil
    let payload = (isEnvelope ? argument?["payload"] : argument) ?? .null
    var facts: JSONObject = ["event": .string(name)]
    if isEnvelope { facts["type"] = type.map { JSON($0.rawValue) } }
    facts["meaning"] = .string(
      isReceived
        ? SocketEventFacts.meaningReceived(name, isEnvelope ? type : nil)
        : SocketEventFacts.meaningSent(name, isEnvelope ? type : nil, payload))
    for (fact, keys) in SocketEventFacts.sources {
      let found = keys.lazy.compactMap { payload[$0] }.first { $0.isTruthy }
      facts[fact] = SocketEventFacts.text(found).map(JSON.string)
    }
    self.facts = facts
  }

  /// Under which names payloads have what a fact tells; the first that is there counts.
  private static let sources: KeyValuePairs<String, [String]> = [
    "room": ["channelId", "roomId", "room"], "sender": ["senderId", "entityId", "author_id"],
    "senderName": ["senderName"], "text": ["text", "message", "chunk", "error"],
    "agent": ["agentId"], "message": ["id", "messageId"], "clientMessage": ["clientMessageId"],
  ]

  private static func text(_ value: JSON?) -> String? {
    switch value {
    case .string(let text): text
    case .number(let number): "\(JSON.number(number).text)"
    default: nil
    }
  }

  private static func meaningReceived(_ name: String, _ type: SocketMessageType?) -> String {
    switch (name, type) {
    case (_, .roomJoining?), ("1", nil), ("join", nil): "join"
    case (_, .sendMessage?), ("2", nil): "send"
    case (_, .acknowledgement?): "receipt"
    case (_, .thinking?): "typing"
    case ("leave", nil), (_, .message?): "leave"
    case ("subscribe_logs", nil), ("unsubscribe_logs", nil), ("update_log_filters", nil): "logs"
    default: "unknown"
    }
  }

  private static func meaningSent(
    _ name: String, _ type: SocketMessageType?, _ payload: JSON
  ) -> String {
    if type != nil { return "envelope" }
    switch name {
    case "messageBroadcast": return broadcast(payload)
    case "messageAck": return "ack"
    case "messageError", "messageStreamError": return "error"
    case "messageComplete": return "complete"
    case "messageStreamChunk": return "chunk"
    case "controlMessage": return "control"
    case "channel_joined", "room_joined": return "joined"
    case "connection_established", "authenticated": return "greeting"
    case "log_stream", "log_subscription_confirmed", "log_filters_updated": return "logs"
    case "messageDeleted", "channelCleared", "channelDeleted", "channelUpdated": return "change"
    default: return "other"
    }
  }

  private static func broadcast(_ payload: JSON) -> String {
    switch payload["source"]?.stringValue {
    case "agent_response": "reply"
    case "agent_action": "action"
    default: payload["clientMessageId"] == nil ? "message" : "echo"
    }
  }
}
