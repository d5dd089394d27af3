import Bytes
import HostInterface

/// A connection that is dead while it stays open, as when a train enters a tunnel.
///
/// It stands between a stream and its user for as long as the silence lasts:
///
/// ```
///   user ─ output is kept ─▶ │            │ ─▶ nothing
///                            │ SilencedStream
///   user ◀─ nothing ──────── │            │ ◀─ input is kept ─ stream
/// ```
///
/// A user that ends the stream meanwhile is rid of it, but its peer does not see that before the
/// silence is over. When the peer is gone too, the stream is closed. What is kept is bounded.
final class SilencedStream: ByteStream, ByteStreamHandler {
  /// The most output that is kept, in bytes; a user that sends more has lost its peer.
  static let outputLimit = 1 << 20

  var handler: (any ByteStreamHandler)?
  let peerAddress: String
  let isSecure: Bool

  private let stream: any ByteStream
  private let scheduler: any Scheduler
  private let inputLimit: Int
  private var input: [UInt8] = []
  private var output: [UInt8] = []
  private var isAbandoned = false
  private var isOver = false
  private var hasOverflowed = false
  private var hasPeerEnded = false
  private var wantsPause = false

  /// Silences a stream until `resume`; input beyond `inputLimit` bytes stays with the system.
  init(_ stream: any ByteStream, inputLimit: Int, scheduler: any Scheduler) {
    self.stream = stream
    self.scheduler = scheduler
    self.inputLimit = inputLimit
    handler = stream.handler
    peerAddress = stream.peerAddress
    isSecure = stream.isSecure
    stream.handler = self
  }

  var pendingByteCount: Int { output.count + stream.pendingByteCount }

  func send(_ bytes: Span<UInt8>) {
    guard makeRoom(for: bytes.count) else { return }
    output.append(contentsOf: bytes)
  }

  func send(shared bytes: consuming [UInt8]) {
    guard makeRoom(for: bytes.count) else { return }
    output += bytes
  }

  func close() { abandon(.closedLocally) }

  func abort() { abandon(.aborted) }

  func pauseReading() { wantsPause = true }

  func resumeReading() { wantsPause = false }

  func bytesReceived(_ bytes: Span<UInt8>) {
    guard !isAbandoned else { return }
    input.append(contentsOf: bytes)
    if input.count >= inputLimit { stream.pauseReading() }
  }

  func endOfStream() {
    hasPeerEnded = true
    if isAbandoned { stream.close() }
  }

  func outboxDrained() {}

  func streamClosed(_ reason: StreamCloseReason) {
    isOver = true
    tell(reason)
  }
}

extension SilencedStream {
  /// Ends the silence: both sides get what was kept, and `handler` has the stream back, which is
  /// returned; nil when there is none any more.
  ///
  /// A peer whose connection was ended meanwhile sees a reset, as this side knows nothing of it.
  func resume() -> (any ByteStream)? {
    guard !isOver else { return nil }
    isOver = true
    guard !isAbandoned, !hasOverflowed, let user = handler else {
      stream.abort()
      return nil
    }
    handler = nil
    stream.handler = user
    stream.send(shared: output)
    if wantsPause { stream.pauseReading() } else { stream.resumeReading() }
    return stream
  }

  /// Hands on what had come in; called when the user has its stream back.
  func deliverInput(to user: any ByteStreamHandler) {
    let held = input
    input = []
    if !held.isEmpty { user.bytesReceived(held.span) }
    if hasPeerEnded { user.endOfStream() }
  }

  private func makeRoom(for count: Int) -> Bool {
    guard !isAbandoned, !hasOverflowed else { return false }
    guard count <= SilencedStream.outputLimit - output.count else {
      hasOverflowed = true
      output = []
      return false
    }
    return true
  }

  /// The user wants no more of it: it is told the end from the loop, the peer is told nothing.
  private func abandon(_ reason: StreamCloseReason) {
    guard !isAbandoned, !isOver else { return }
    isAbandoned = true
    input = []
    output = []
    if hasPeerEnded { stream.close() } else { stream.resumeReading() }
    _ = scheduler.schedule(after: .zero) { self.tell(reason) }
  }

  private func tell(_ reason: StreamCloseReason) {
    let last = handler
    handler = nil
    last?.streamClosed(reason)
  }
}
