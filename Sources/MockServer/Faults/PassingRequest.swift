import HTTP1

/// A request on its way through the faults.
struct PassingRequest {
  let request: HTTPRequest
  var exchange: any HTTPExchange
  /// Whether the exchange damages every piece of an answer by itself.
  private(set) var isDamaged = false
  let serve: (any HTTPExchange) -> Void
  /// How often it arrives again, and how long after one another.
  var copies: (count: Int, gap: Duration) = (0, .zero)

  init(
    _ request: HTTPRequest, _ exchange: any HTTPExchange,
    _ serve: @escaping (any HTTPExchange) -> Void
  ) {
    self.request = request
    self.exchange = exchange
    self.serve = serve
  }

  /// Damages the answer on its way.
  mutating func damage(_ damage: FaultDamage) {
    exchange = DamagedExchange(exchange, damage)
    isDamaged = true
  }
}
