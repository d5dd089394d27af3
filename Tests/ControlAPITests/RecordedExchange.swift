import HTTP1

/// An exchange that keeps its answer.
final class RecordedExchange: HTTPExchange {
  var onPeerLeft: (() -> Void)?
  private(set) var response: HTTPResponse?
  /// What was written into an open body.
  private(set) var written: [UInt8] = []

  func respond(_ response: HTTPResponse) { self.response = response }
  func beginStream(_ head: HTTPResponse) { response = head }
  func write(_ bytes: [UInt8]) { written += bytes }
  func finish() {}
  func abort() {}
  func hangUp() {}
}
