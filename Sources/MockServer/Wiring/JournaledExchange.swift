import ControlAPI
import HTTP1

/// Passes an exchange on and keeps its answer in the journal.
final class JournaledExchange: HTTPExchange {
  private let exchange: any HTTPExchange
  private let request: JournalRequest
  private let journal: Journal

  /// Notes the request at once.
  init(_ exchange: any HTTPExchange, of request: HTTPRequest, journal: Journal) {
    self.exchange = exchange
    self.journal = journal
    self.request = JournalRequest(request, exchange: journal.nextExchange())
    journal.record(self.request)
  }

  var onPeerLeft: (() -> Void)? {
    get { exchange.onPeerLeft }
    set { exchange.onPeerLeft = newValue }
  }

  func respond(_ response: HTTPResponse) {
    exchange.respond(response)
    note(response)
  }

  func beginStream(_ head: HTTPResponse) {
    exchange.beginStream(head)
    note(head)
  }

  func write(_ bytes: [UInt8]) { exchange.write(bytes) }

  func finish() { exchange.finish() }

  func abort() { exchange.abort() }

  func hangUp() { exchange.hangUp() }

  private func note(_ response: HTTPResponse) {
    journal.record(response.status, response.body, to: request)
  }
}
