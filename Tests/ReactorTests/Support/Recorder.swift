import HostInterface

@testable import Reactor

/// A handler that keeps what it is told and lets a test act on it.
final class Recorder: ByteStreamHandler {
  var received: [UInt8] = []
  var hasEnded = false
  var drainCount = 0
  var closeReasons: [StreamCloseReason] = []
  var onBytes: ([UInt8]) -> Void = { _ in }
  var onEnd: () -> Void = {}
  var onDrain: () -> Void = {}
  var onClose: () -> Void = {}

  var isClosed: Bool { !closeReasons.isEmpty }
  var text: String { String(decoding: received, as: UTF8.self) }

  func bytesReceived(_ bytes: Span<UInt8>) {
    let copy = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    received += copy
    onBytes(copy)
  }

  func endOfStream() {
    hasEnded = true
    onEnd()
  }

  func outboxDrained() {
    drainCount += 1
    onDrain()
  }

  func streamClosed(_ reason: StreamCloseReason) {
    closeReasons.append(reason)
    onClose()
  }
}

extension TCPStream {
  /// Attaches a recorder and returns it.
  func recorded() -> Recorder {
    let recorder = Recorder()
    handler = recorder
    return recorder
  }

  func send(_ text: String) {
    send(Array(text.utf8).span)
  }
}
