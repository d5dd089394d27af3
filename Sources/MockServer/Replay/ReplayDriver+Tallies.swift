import ElizaDomain
import HTTP1
import JSON
import Recording

/// What clients and recorded agents do is counted as if they were the world's own, so that expectations and reports
/// hold for a replay as well.
extension ReplayDriver {
  /// A recording has answered a request, with this body unless it comes in pieces.
  func noteAnswer(_ status: Int, to request: HTTPRequest, _ body: RecordedBody = .none) {
    guard request.method == .post, 200..<300 ~= status else { return }
    // A session that the world adopts is counted there.
    if request.path.hasSuffix("/sessions"), settings.onMiss != .script { tallies.note(.session) }
    guard request.path.hasSuffix("/messages") else { return }
    tallies.note(.message)
    // What the caller waited for, which no socket hears.
    if case .json(let json) = body, json.at("agentResponse.text")?.stringValue != nil {
      tallies.note(.reply)
    }
  }

  /// A piece of a recorded stream goes out.
  func notePiece(_ bytes: [UInt8]) {
    if bytes.starts(with: "event: done\n".utf8) { tallies.note(.reply) }
  }

  /// A client has sent an event; a recorded server took it, or refused it, or nobody had an answer.
  func noteEvent(_ event: JSONDocument, named name: String, isTaken: Bool, isScripted: Bool) {
    let isJoin = FaultDriver.isJoin(event)
    // A join is followed by the scripted world, which counts it.
    guard !isScripted || !isJoin else { return }
    tallies.note(.event(name))
    guard isTaken else { return }
    if isJoin {
      tallies.note(.join)
    } else if name == "message" || name == "2" {
      tallies.note(.message)
    }
  }

  /// A recorded event goes out; a reply counts once, however many sockets hear it, and news of actions are none.
  func noteEmission(_ name: String, _ arguments: [JSON], isAgent: (String) -> Bool) {
    guard name == "messageBroadcast", let message = arguments.first else { return }
    // An agent that was named as somebody's partner first is not known as one.
    switch message["source"]?.stringValue {
    case "agent_response": break
    case "agent_action": return
    default: guard let sender = message["senderId"]?.stringValue, isAgent(sender) else { return }
    }
    if let id = message["id"]?.stringValue {
      if replied.count >= ReplayDriver.repliedLimit { replied = [] }
      guard replied.insert(id).inserted else { return }
    }
    tallies.note(.reply)
  }
}
