import HTTP1

/// The text of the current second, made once a second at most.
struct DateCache {
  private let wallClock: () -> Int64
  private var second: Int64 = .min
  private var text: [UInt8] = []

  init(wallClock: @escaping () -> Int64) {
    self.wallClock = wallClock
  }

  /// The current date as RFC 9110 §5.6.7 wants it.
  mutating func current() -> [UInt8] {
    let now = wallClock()
    if now != second {
      second = now
      text.removeAll(keepingCapacity: true)
      HTTPDate(secondsSince1970: now).append(to: &text)
    }
    return text
  }
}
