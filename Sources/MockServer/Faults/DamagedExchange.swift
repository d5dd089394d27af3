import HTTP1

/// An exchange whose answer is damaged on its way.
///
/// One that is cut off goes out in pieces and ends without its end, so that a client notices.
final class DamagedExchange: HTTPExchange {
  private let exchange: any HTTPExchange
  private let damage: FaultDamage
  private var streamed = 0
  private var isCut = false

  init(_ exchange: any HTTPExchange, _ damage: FaultDamage) {
    self.exchange = exchange
    self.damage = damage
  }

  var onPeerLeft: (() -> Void)? {
    get { exchange.onPeerLeft }
    set { exchange.onPeerLeft = newValue }
  }

  func respond(_ response: HTTPResponse) {
    var response = response
    response.body = damage.apply(to: response.body)
    guard case .truncated = damage else { return exchange.respond(response) }
    exchange.beginStream(response)
    cut()
  }

  func beginStream(_ head: HTTPResponse) { exchange.beginStream(head) }

  func write(_ bytes: [UInt8]) {
    guard !isCut else { return }
    guard case .truncated(let limit) = damage else {
      return exchange.write(damage.apply(to: bytes))
    }
    // Of a stream, whose length nobody knows, the first piece is what half of it is.
    let left = (limit ?? bytes.count) - streamed
    let kept = bytes.count <= left ? bytes : FaultDamage.truncated(to: left).apply(to: bytes)
    streamed += kept.count
    exchange.write(kept)
    if kept.count < bytes.count || limit == nil { cut() }
  }

  func finish() {
    if !isCut { exchange.finish() }
  }

  func abort() { exchange.abort() }
  func hangUp() { exchange.hangUp() }

  private func cut() {
    isCut = true
    exchange.hangUp()
  }
}
