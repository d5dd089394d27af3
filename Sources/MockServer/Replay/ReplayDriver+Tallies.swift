import ElizaDomain
import HTTP1
import JSON
import Recording

/// What clients and recorded agents do is counted as if they were the world's own, so that expectations and reports
/// hold for a replay as well.
extension ReplayDriver {
  /// A recording has answered a request.
  func noteAnswer(_ status: Int, to request: HTTPRequest) {
    guard request.method == .post, 200..<300 ~= status else { return }
    // A session that the world adopts is counted there.
    if request.path.hasSuffix("/sessions"), settings.onMiss != .script { tallies.note(.session) }
    if request.path.hasSuffix("/messages") { tallies.note(.message) }
  }

  /// A recording had an answer for an event, or nobody had.
  func noteEvent(_ event: JSONDocument, named name: String, isAnswered: Bool, isScripted: Bool) {
    let isJoin = FaultDriver.isJoin(event)
    // A join is followed by the scripted world, which counts it.
    guard !isScripted || !isJoin else { return }
    tallies.note(.event(name))
    guard isAnswered else { return }
    if isJoin {
      tallies.note(.join)
    } else if name == "message" || name == "2" {
      tallies.note(.message)
    }
  }

  /// A recorded event goes out.
  func noteEmission(_ name: String, _ arguments: [JSON], isAgent: (String) -> Bool) {
    guard name == "messageBroadcast", let sender = arguments.first?["senderId"]?.stringValue,
      isAgent(sender)
    else { return }
    tallies.note(.reply)
  }
}
