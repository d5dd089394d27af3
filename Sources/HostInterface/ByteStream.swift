/// One open connection as the protocol layers see it: ordered bytes both ways, over TCP, TLS or memory.
///
/// What is sent within one turn of the loop leaves in one gathered write at the end of that turn. All
/// members are called on the loop thread only.
public protocol ByteStream: AnyObject {
  /// Who is told about bytes and the end; the stream keeps it alive until `streamClosed`.
  var handler: (any ByteStreamHandler)? { get set }

  /// The peer's address without port, such as `127.0.0.1` or `::1`.
  var peerAddress: String { get }

  /// Whether the bytes travel through TLS.
  var isSecure: Bool { get }

  /// Bytes accepted by `send` that the kernel has not taken yet.
  var pendingByteCount: Int { get }

  /// Queues a copy of `bytes`.
  func send(_ bytes: Span<UInt8>)

  /// Queues `bytes` by reference: a broadcast hands the same array to every recipient.
  func send(shared bytes: consuming [UInt8])

  /// Sends what is queued, then closes; nothing more is read.
  func close()

  /// Closes at once and drops what is queued; TCP peers see a reset.
  func abort()

  /// Stops reading, so that the peer feels back-pressure.
  func pauseReading()

  /// Reads again after `pauseReading`.
  func resumeReading()
}

/// What a `ByteStream` tells the layer above it.
public protocol ByteStreamHandler: AnyObject {
  /// Bytes have arrived; the span is valid for the duration of the call only.
  func bytesReceived(_ bytes: Span<UInt8>)

  /// The peer will send no more; what was queued for it can still be sent.
  func endOfStream()

  /// The outbox has fallen below its low mark after having been above its high mark.
  func outboxDrained()

  /// The stream is gone; the last call a handler gets.
  func streamClosed(_ reason: StreamCloseReason)
}

/// Why a stream ended.
public enum StreamCloseReason: Hashable, Sendable {
  /// This side called `close` and everything queued has been sent.
  case closedLocally

  /// This side called `abort`, or the host is shutting down.
  case aborted

  /// The peer closed in an orderly way.
  case closedByPeer

  /// The peer reset the connection or the network failed; `errno` of the failing call.
  case failed(errno: Int32)

  /// The peer did not read fast enough and the outbox passed its bound.
  case outboxOverflow

  /// TLS could not be set up or was violated; the library's own words.
  case tls(String)
}
