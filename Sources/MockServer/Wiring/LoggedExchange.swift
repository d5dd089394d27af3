import HTTP1

/// Passes an exchange on and reports what it was answered with.
final class LoggedExchange: HTTPExchange {
  private let exchange: any HTTPExchange
  private let report: (HTTPResponse) -> Void

  init(_ exchange: any HTTPExchange, report: @escaping (HTTPResponse) -> Void) {
    self.exchange = exchange
    self.report = report
  }

  var onPeerLeft: (() -> Void)? {
    get { exchange.onPeerLeft }
    set { exchange.onPeerLeft = newValue }
  }

  func respond(_ response: HTTPResponse) {
    report(response)
    exchange.respond(response)
  }

  func beginStream(_ head: HTTPResponse) {
    report(head)
    exchange.beginStream(head)
  }

  func write(_ bytes: [UInt8]) { exchange.write(bytes) }

  func finish() { exchange.finish() }

  func abort() { exchange.abort() }

  func hangUp() { exchange.hangUp() }
}
