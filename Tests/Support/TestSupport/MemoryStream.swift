public import HostInterface

/// A `ByteStream` without a socket: records what was sent and lets a test play the peer.
public final class MemoryStream: ByteStream {
  /// The layer under test.
  public var handler: (any ByteStreamHandler)?

  /// What the layer under test believes about its peer.
  public let peerAddress: String

  /// Whether the stream pretends to be encrypted.
  public let isSecure: Bool

  /// Bytes that a test pretends the kernel has not taken.
  public var pendingByteCount = 0

  /// Everything sent so far and not yet taken by `takeSent`.
  public private(set) var sent: [UInt8] = []

  /// Whether `close` or `abort` was called, or the peer is gone.
  public private(set) var isClosed = false

  /// Whether the end was an `abort`.
  public private(set) var isAborted = false

  /// Whether the layer under test asked to read no more.
  public private(set) var isReadingPaused = false

  /// Makes an open stream.
  public init(peerAddress: String = "127.0.0.1", isSecure: Bool = false) {
    self.peerAddress = peerAddress
    self.isSecure = isSecure
  }

  /// Records a copy.
  public func send(_ bytes: Span<UInt8>) {
    guard !isClosed else { return }
    for index in bytes.indices { sent.append(bytes[index]) }
  }

  /// Records the bytes.
  public func send(shared bytes: consuming [UInt8]) {
    guard !isClosed else { return }
    sent += bytes
  }

  /// Ends the stream in order.
  public func close() { end(.closedLocally) }

  /// Ends the stream at once.
  public func abort() {
    isAborted = true
    end(.aborted)
  }

  /// Notes that reading stopped.
  public func pauseReading() { isReadingPaused = true }

  /// Notes that reading goes on.
  public func resumeReading() { isReadingPaused = false }

  /// Plays bytes from the peer.
  public func receive(_ bytes: [UInt8]) {
    handler?.bytesReceived(bytes.span)
  }

  /// Plays the text from the peer, as UTF-8.
  public func receive(_ text: String) {
    receive(Array(text.utf8))
  }

  /// Plays the peer's end of stream.
  public func finishReceiving() { handler?.endOfStream() }

  /// Plays the loss of the connection.
  public func fail(_ reason: StreamCloseReason = .closedByPeer) { end(reason) }

  /// Returns everything sent since the last call.
  public func takeSent() -> [UInt8] {
    defer { sent.removeAll() }
    return sent
  }

  /// Returns everything sent since the last call, read as UTF-8.
  public func takeSentText() -> String {
    String(decoding: takeSent(), as: UTF8.self)
  }

  private func end(_ reason: StreamCloseReason) {
    guard !isClosed else { return }
    isClosed = true
    let last = handler
    handler = nil
    last?.streamClosed(reason)
  }
}
