import ElizaDomain
import HTTP1

/// An exchange that keeps the pieces of a streamed answer, and when in scenario time it ended.
final class PieceRecorder: HTTPExchange {
  var onPeerLeft: (() -> Void)?
  private(set) var pieces: [[UInt8]] = []
  /// Nil while the answer is not complete.
  private(set) var end: Duration?
  private let clock: WorldClock

  init(_ clock: WorldClock) {
    self.clock = clock
  }

  /// All that has come.
  var bytes: [UInt8] { pieces.flatMap { $0 } }

  func respond(_ response: HTTPResponse) {
    write(response.body)
    finish()
  }

  func beginStream(_ head: HTTPResponse) {}
  func write(_ bytes: [UInt8]) { pieces.append(bytes) }
  func finish() { end = clock.elapsed }
  func abort() {}
  func hangUp() {}
}
