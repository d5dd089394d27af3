import HTTP1
import HostInterface
import JSON

/// What frontends do over HTTP.
extension Findings {
  /// A page looks into the history of a channel, from its newest message on.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - channelID: The channel.
  ///   - user: Who asks, where the request says so.
  func polled(_ request: HTTPRequest, _ channelID: String, by user: String? = nil) {
    guard !memory.joined.isEmpty else { return }
    let page = PageIdentity(request)
    guard page.isBrowser, let socket = socket(of: page, in: channelID, user) else { return }
    let now = now()
    guard memory.polls.isExceeded(by: .init(page: page, channelID: channelID), at: now) else {
      return
    }
    note(
      .pollsWhileConnected, connection: socket.socketID,
      "GET \(request.path) came \(Polls.count) times within 15 seconds",
      ids: JSONObject().adding("channelId", channelID).adding("userId", user))
  }

  /// A session has expired without having been ended.
  func sessionExpired(_ session: Session) {
    noteNeverEnded(session, "it expired")
  }

  func noteNeverEnded(_ session: Session, _ observation: String) {
    note(
      .neverEndsSession, connection: memory.gone[session.userID] ?? session.id, observation,
      ids: [
        "sessionId": .string(session.id), "userId": .string(session.userID),
        "channelId": .string(session.channelID),
      ])
  }

  /// The page's own socket in a channel; many pages are one user to the server, so any of its users does.
  private func socket(
    of page: PageIdentity, in channelID: String, _ user: String?
  ) -> SocketConnection? {
    func isIts(_ socket: SocketConnection) -> Bool {
      socket.habits.page == page && socket.memberships[channelID] != nil
    }
    if let user { return memory.joined[user].flatMap { isIts($0) ? $0 : nil } }
    return memory.pages[page].flatMap { isIts($0) ? $0 : nil }
  }
}
