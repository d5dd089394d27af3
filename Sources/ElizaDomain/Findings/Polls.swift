import HostInterface

/// Tells when a page asks for messages again and again.
///
/// Five times within fifteen seconds: a page that looks into the history after each join asks less often.
struct Polls {
  /// Who asks for what.
  struct Key: Hashable {
    let page: PageIdentity
    let channelID: String
  }

  private struct Window {
    var start: Instant
    var count: Int
  }

  static let count = 5
  private static let span: Duration = .seconds(15)

  private var windows = Recent<Key, Window>(limit: 256)

  /// Notes a look into the history; true for one too many.
  mutating func isExceeded(by key: Key, at now: Instant) -> Bool {
    var window = windows[key] ?? Window(start: now, count: 0)
    if window.start.advanced(by: Self.span) < now { window = Window(start: now, count: 0) }
    window.count += 1
    windows.set(window, for: key)
    return window.count >= Self.count
  }

  /// Whoever joins may look into the history.
  mutating func joined(_ key: Key) {
    guard !windows.isEmpty else { return }
    _ = windows.remove(key)
  }

  /// Forgets everything.
  mutating func removeAll() { windows.removeAll() }
}
