import HTTP1

/// Passes an exchange on and lets the page that asked read the answer.
final class AdmittingExchange: HTTPExchange {
  private let exchange: any HTTPExchange
  private let origin: String?

  /// Without an `origin` answers stay as they are.
  init(_ exchange: any HTTPExchange, _ origin: String?) {
    self.exchange = exchange
    self.origin = origin
  }

  var onPeerLeft: (() -> Void)? {
    get { exchange.onPeerLeft }
    set { exchange.onPeerLeft = newValue }
  }

  func respond(_ response: HTTPResponse) { exchange.respond(admitting(response)) }

  func beginStream(_ head: HTTPResponse) { exchange.beginStream(admitting(head)) }

  func write(_ bytes: [UInt8]) { exchange.write(bytes) }

  func finish() { exchange.finish() }

  func abort() { exchange.abort() }

  func hangUp() { exchange.hangUp() }

  private func admitting(_ response: HTTPResponse) -> HTTPResponse {
    guard let origin else { return response }
    var response = response
    response.headers.add("Access-Control-Allow-Origin", origin)
    response.headers.add("Vary", "Origin")
    return response
  }
}
