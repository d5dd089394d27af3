import HTTP1

/// The exchange of a request that arrives once more than it was sent: nobody hears its answer.
final class DeafExchange: HTTPExchange {
  var onPeerLeft: (() -> Void)?

  func respond(_ response: HTTPResponse) {}
  func beginStream(_ head: HTTPResponse) {}
  func write(_ bytes: [UInt8]) {}
  func finish() {}
  func abort() {}
  func hangUp() {}
}
