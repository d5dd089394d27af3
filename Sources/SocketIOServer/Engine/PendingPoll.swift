import HTTP1

/// A GET that waits for its answer.
struct PendingPoll {
  let exchange: any HTTPExchange
  /// The origin of the page it came from.
  let origin: String?
}
