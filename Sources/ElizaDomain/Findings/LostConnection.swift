import HostInterface

/// A connection that ended other than by its client's will, for as long as its page may come back.
final class LostConnection {
  /// A message whose answer had not come.
  struct Outstanding {
    var channelID: String
    var text: String
    var messageID: String?
  }

  /// How long a page may take to come back.
  static let patience: Duration = .seconds(120)
  /// How long after it came back a page sends again by itself, and not since its user typed.
  static let haste: Duration = .seconds(5)

  let socketID: String
  let userID: String?
  let page: PageIdentity
  let end: SocketEnd
  let time: Instant
  /// The rooms it was in, or the first of them.
  let rooms: [String]
  let outstanding: Outstanding?

  init(
    socketID: String, userID: String?, page: PageIdentity, end: SocketEnd, time: Instant,
    rooms: [String], outstanding: Outstanding?
  ) {
    self.socketID = socketID
    self.userID = userID
    self.page = page
    self.end = end
    self.time = time
    self.rooms = rooms
    self.outstanding = outstanding
  }

  /// Whether a connection made at `moment` may be its page's next.
  func mayReturn(at moment: Instant) -> Bool { time.advanced(by: Self.patience) >= moment }

  /// Whether a message is the outstanding one, sent again as if it were another.
  func isCopied(text: String?, messageID: String?, to channelID: String) -> Bool {
    guard let outstanding, outstanding.channelID == channelID, outstanding.text == text else {
      return false
    }
    return messageID == nil || outstanding.messageID != messageID
  }
}
