import HostInterface

/// The connections lost last, by whom their pages may be known again.
struct LostConnections {
  private static let limit = 256

  private var byUser = Recent<String, LostConnection>(limit: limit)
  private var byPage = Recent<PageIdentity, LostConnection>(limit: limit)

  /// Remembers a connection.
  mutating func add(_ lost: LostConnection) {
    if let user = lost.userID { byUser.set(lost, for: user) }
    if lost.page.isBrowser { byPage.set(lost, for: lost.page) }
  }

  /// The connection that a user had before one made at `moment`.
  mutating func take(user: String, at moment: Instant) -> LostConnection? {
    guard !byUser.isEmpty, let lost = byUser.remove(user), lost.mayReturn(at: moment) else {
      return nil
    }
    if byPage[lost.page] === lost { _ = byPage.remove(lost.page) }
    return lost
  }

  /// The connection that a page had before one made at `moment`, whoever sat in front of it.
  mutating func take(page: PageIdentity, at moment: Instant) -> LostConnection? {
    guard page.isBrowser, !byPage.isEmpty, let lost = byPage.remove(page),
      lost.mayReturn(at: moment)
    else { return nil }
    if let user = lost.userID, byUser[user] === lost { _ = byUser.remove(user) }
    return lost
  }

  /// Forgets everything.
  mutating func removeAll() {
    byUser.removeAll()
    byPage.removeAll()
  }
}
