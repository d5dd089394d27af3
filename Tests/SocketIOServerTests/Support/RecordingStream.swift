import Bytes
import HostInterface

/// A WebSocket without a network: records what was sent and lets a test play the peer.
final class RecordingStream: MessageStream {
  /// One message; binary ones as their bytes in brackets.
  typealias Message = String

  var handler: (any MessageStreamHandler)?
  var pendingByteCount = 0
  private(set) var messages: [Message] = []
  /// Called after each message is recorded.
  var onSend: (() -> Void)?
  private(set) var sharedCount = 0
  private(set) var closeCode: UInt16?
  private(set) var isAborted = false
  private(set) var isSilent = false

  func send(text bytes: Span<UInt8>) {
    record(String(decoding: Array(bytes), as: UTF8.self))
  }

  func send(binary bytes: Span<UInt8>) {
    record("\(Array(bytes))")
  }

  func send(_ message: SharedMessage) {
    sharedCount += 1
    let payload = message.payload
    message.isText ? send(text: payload.span) : send(binary: payload.span)
  }

  func close(code: UInt16, reason: String) {
    if closeCode == nil { closeCode = code }
  }

  func abort() {
    isAborted = true
    lose()
  }

  func fallSilent() { isSilent = true }

  func endSilence() { isSilent = false }

  /// Returns what was sent since the last call.
  func take() -> [Message] {
    defer { messages = [] }
    return messages
  }

  /// Takes the oldest message that was not taken yet.
  func takeFirst() -> Message? {
    messages.isEmpty ? nil : messages.removeFirst()
  }

  /// Plays a text message of the peer.
  func receive(_ text: String) {
    let bytes = Array(text.utf8)
    handler?.textReceived(bytes.span)
  }

  /// Plays a binary message of the peer.
  func receive(_ bytes: [UInt8]) {
    handler?.binaryReceived(bytes.span)
  }

  /// Plays the end of the connection.
  func lose(code: UInt16 = 1006) {
    let last = handler
    handler = nil
    last?.messageStreamClosed(code: code)
  }

  private func record(_ message: Message) {
    guard closeCode == nil else { return }
    messages.append(message)
    onSend?()
  }
}
