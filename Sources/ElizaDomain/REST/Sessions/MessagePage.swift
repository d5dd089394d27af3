import ElizaModel
import JSON

/// A page of a session's messages, newest first.
struct MessagePage {
  /// The most messages on the page.
  let limit: Int
  /// Only messages stored before this moment.
  let before: Timestamp?
  /// Only messages stored after this moment.
  let after: Timestamp?

  init(limit: Double, before: Timestamp?, after: Timestamp?) {
    self.limit = Int(limit)
    self.before = before
    self.after = after
  }

  /// The indices of the messages on the page.
  ///
  /// With `after` alone the page begins at that moment, in every other case it ends at the newest
  /// message that fits; either way a real server looks back over a limited number of messages.
  func range(in log: MessageLog) -> Range<Int> {
    let end = before.map(log.count(before:)) ?? log.count
    guard let after else { return max(end - limit, 0)..<end }
    let reach = before == nil ? min(1000, limit * 20) : min(500, limit * 10)
    let first = log.count(before: after.advanced(by: .milliseconds(1)))
    let start = min(max(first, end - reach), end)
    return before == nil
      ? start..<min(start + limit, end) : max(start, end - limit)..<end
  }

  /// The page with its cursors.
  func body(of channel: Channel, _ profile: Profile) -> SessionMessagePage {
    let range = range(in: channel.messages)
    let messages = range.reversed().map { channel.messages[$0].inSession(channel, profile) }
    var body = SessionMessagePage(messages: messages, hasMore: messages.count == limit)
    if let newest = messages.first, let oldest = messages.last, profile.hasSessionLifetime {
      body.cursors = PageCursors(before: oldest.createdAt, after: newest.createdAt)
    }
    return body
  }
}
