import HTTP1

/// An exchange that keeps its answer, and lets a test play a client that leaves.
final class RecordingExchange: HTTPExchange {
  var onPeerLeft: (() -> Void)?
  private(set) var response: HTTPResponse?
  private(set) var isAborted = false

  /// The body of the answer as text; nil while there is none.
  var text: String? { response.map { String(decoding: $0.body, as: UTF8.self) } }

  /// The status of the answer; nil while there is none.
  var status: Int? { response?.status.code }

  func respond(_ response: HTTPResponse) {
    precondition(self.response == nil, "an exchange is answered once")
    self.response = response
  }

  func beginStream(_ head: HTTPResponse) { respond(head) }
  func write(_ bytes: [UInt8]) {}
  func finish() {}
  func abort() { isAborted = true }
  func hangUp() { isAborted = true }

  /// Plays the loss of the client's connection.
  func leave() {
    let tell = onPeerLeft
    onPeerLeft = nil
    tell?()
  }
}
