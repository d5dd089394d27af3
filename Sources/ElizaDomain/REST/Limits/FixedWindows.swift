import DequeModule
import ElizaModel

/// Counts the requests of each client within windows that begin with a client's first request.
///
/// A window that is over is forgotten when any client calls; of too many clients the one whose window
/// ends first is forgotten. The cost of a request does not grow with the number of clients.
struct FixedWindows {
  /// Where a client stands after a request.
  struct Count: Hashable {
    /// The requests of this window, this one included.
    let used: Int
    /// When the window is over.
    let end: Timestamp
  }

  /// The most clients that are remembered.
  static let clientLimit = 10_000

  let allowance: RateLimits.Allowance
  private var counts: [String: Count] = [:]
  /// Clients by the end of their windows, which is the order in which they began.
  private var endings: Deque<(client: String, end: Timestamp)> = []

  init(_ allowance: RateLimits.Allowance) {
    self.allowance = allowance
  }

  /// The number of clients that are remembered.
  var clientCount: Int { counts.count }

  /// Counts a request.
  mutating func count(_ client: String, at now: Timestamp) -> Count {
    forgetOver(at: now)
    if let known = counts[client] {
      let count = Count(used: known.used &+ 1, end: known.end)
      counts[client] = count
      return count
    }
    if counts.count >= Self.clientLimit { forgetFirst() }
    let count = Count(used: 1, end: now.advanced(by: .seconds(allowance.seconds)))
    counts[client] = count
    endings.append((client, count.end))
    return count
  }

  private mutating func forgetOver(at now: Timestamp) {
    while let first = endings.first, first.end <= now { forgetFirst() }
  }

  private mutating func forgetFirst() {
    guard let first = endings.popFirst() else { return }
    counts[first.client] = nil
  }
}
