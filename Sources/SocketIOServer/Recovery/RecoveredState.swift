/// What a lost socket left, taken up by a new connection.
struct RecoveredState {
  let socketID: String
  let privateID: String
  /// The rooms besides its own.
  let rooms: [String]
  let state: AnyObject?
  /// What was sent to it while it was lost, in order.
  var missedEvents: [EncodedEvent] = []
}
