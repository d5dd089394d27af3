extension Conversation {
  /// The time has come that the conversation asked to be woken at.
  mutating func timeCame(for alarm: Alarm, at moment: Moment) {
    switch alarm {
    case .join: joinFailed(nil)
    case .poll, .catchUp: fetch()
    case .verdict: look()
    case .thinking: thinkingTimedOut()
    case .delivery(let id): deliveryTimedOut(id)
    case .reconnection: connect()
    case .renewal: if session.details != nil { call(.renew) }
    case .expiry: sessionGone("it has expired")
    case .session: makeSession()
    }
  }
}
