import FuzzSupport
import HostInterface
import TestSupport

/// The client's end of one connection: feeds the server as a socket does and reads what it answers.
final class Peer {
  let stream: MemoryStream
  private var unread: [UInt8] = []
  private var hasFinished = false
  private var isFinishDelivered = false
  private var conversation = Conversation()
  private let cutting: Cutting

  /// Makes the far end of a fresh stream.
  init(cutting: Cutting) {
    stream = MemoryStream()
    self.cutting = cutting
  }

  /// The session id of the last open packet that came this way, if one did since the last call.
  func takeSessionID() -> [UInt8]? { conversation.takeSessionID() }

  /// Sends bytes, which wait while the server does not read.
  func send(_ bytes: [UInt8]) {
    guard !hasFinished else { return }
    unread += bytes
    deliver()
  }

  /// Sends no more.
  func finish() {
    hasFinished = true
    deliver()
  }

  /// Resets the connection.
  func reset() {
    readAnswers()
    stream.fail(.failed(errno: 104))
  }

  /// Takes nothing of what the server sends.
  func stall() {
    guard !stream.isClosed else { return }
    stream.pendingByteCount = 1 << 20
  }

  /// Takes all of it again.
  func drain() {
    guard stream.pendingByteCount > 0 else { return }
    stream.pendingByteCount = 0
    stream.handler?.outboxDrained()
  }

  /// Hands over what the server is ready for, and checks what it has said.
  func deliver() {
    while !unread.isEmpty, !stream.isReadingPaused, !stream.isClosed {
      let piece = Array(unread.prefix(cutting.length))
      unread.removeFirst(piece.count)
      conversation.asked(piece)
      stream.receive(piece)
    }
    if hasFinished, !isFinishDelivered, unread.isEmpty, !stream.isReadingPaused {
      isFinishDelivered = true
      stream.finishReceiving()
    }
    readAnswers()
  }

  private func readAnswers() {
    let sent = stream.takeSent()
    if !sent.isEmpty { conversation.answered(sent) }
    if stream.isClosed, !stream.isAborted { conversation.ended() }
  }
}
