import Bytes
import HostInterface

/// A handler that keeps what it is told and lets a test act on it.
final class Recorder: ByteStreamHandler {
  var received: [UInt8] = []
  var endCount = 0
  var drainCount = 0
  var closeReasons: [StreamCloseReason] = []
  var onBytes: ([UInt8]) -> Void = { _ in }
  var onEnd: () -> Void = {}

  var text: String { String(decoding: received, as: UTF8.self) }

  func bytesReceived(_ bytes: Span<UInt8>) {
    let copy = [UInt8](bytes)
    received += copy
    onBytes(copy)
  }

  func endOfStream() {
    endCount += 1
    onEnd()
  }

  func outboxDrained() { drainCount += 1 }

  func streamClosed(_ reason: StreamCloseReason) { closeReasons.append(reason) }
}
