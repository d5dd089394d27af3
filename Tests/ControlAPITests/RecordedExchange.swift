import HTTP1

/// An exchange that keeps its answer.
final class RecordedExchange: HTTPExchange {
  var onPeerLeft: (() -> Void)?
  private(set) var response: HTTPResponse?

  func respond(_ response: HTTPResponse) { self.response = response }
  func beginStream(_ head: HTTPResponse) { response = head }
  func write(_ bytes: [UInt8]) {}
  func finish() {}
  func abort() {}
  func hangUp() {}
}
