import HTTP1
import JSON

/// An `HTTPExchange` without a connection: records the answer and lets a test leave.
final class MemoryExchange: HTTPExchange {
  var onPeerLeft: (() -> Void)?

  /// Told about the whole answer, or the head of a stream.
  var onResponse: ((HTTPResponse) -> Void)?

  /// The whole answer, or the head of a stream.
  private(set) var response: HTTPResponse?
  /// What was written to an open body.
  private(set) var streamed: [UInt8] = []
  /// Whether the answer is complete.
  private(set) var isFinished = false

  func respond(_ response: HTTPResponse) {
    self.response = response
    isFinished = true
    onResponse?(response)
  }

  func beginStream(_ head: HTTPResponse) {
    response = head
    onResponse?(head)
  }

  func write(_ bytes: [UInt8]) { streamed += bytes }

  func finish() { isFinished = true }

  func abort() { isFinished = true }

  func hangUp() { isFinished = true }

  /// The body of the answer.
  var text: String {
    String(decoding: (response?.body ?? []) + streamed, as: UTF8.self)
  }

  /// The body of the answer as JSON; null when it is none.
  var json: JSON { (try? JSON(parsing: text)) ?? .null }

  /// The status of the answer; 0 while there is none.
  var status: Int { response?.status.code ?? 0 }
}
