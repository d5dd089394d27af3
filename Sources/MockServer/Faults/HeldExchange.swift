import HTTP1

/// An exchange whose answer waits for its release.
final class HeldExchange: HTTPExchange {
  private let exchange: any HTTPExchange
  private var isReleased = false
  private var kept: [(any HTTPExchange) -> Void] = []

  init(_ exchange: any HTTPExchange) {
    self.exchange = exchange
  }

  var onPeerLeft: (() -> Void)? {
    get { exchange.onPeerLeft }
    set { exchange.onPeerLeft = newValue }
  }

  func respond(_ response: HTTPResponse) { pass { $0.respond(response) } }
  func beginStream(_ head: HTTPResponse) { pass { $0.beginStream(head) } }
  func write(_ bytes: [UInt8]) { pass { $0.write(bytes) } }
  func finish() { pass { $0.finish() } }
  func abort() { exchange.abort() }
  func hangUp() { pass { $0.hangUp() } }

  /// Lets the answer go, now or when it is there.
  func release() {
    isReleased = true
    let actions = kept
    kept = []
    for action in actions { action(exchange) }
  }

  private func pass(_ action: @escaping (any HTTPExchange) -> Void) {
    if isReleased { action(exchange) } else { kept.append(action) }
  }
}
