/// One open WebSocket as the layers above it see it: whole messages both ways.
///
/// All members are called on the loop thread only.
public protocol MessageStream: AnyObject {
  /// Who is told about messages and the end.
  var handler: (any MessageStreamHandler)? { get set }

  /// Bytes accepted by the send calls that the kernel has not taken yet.
  var pendingByteCount: Int { get }

  /// Sends one text message; `bytes` must be valid UTF-8.
  func send(text bytes: Span<UInt8>)

  /// Sends one binary message.
  func send(binary bytes: Span<UInt8>)

  /// Sends a message that many streams send: it is framed once and kept by reference.
  func send(_ message: SharedMessage)

  /// Starts the closing handshake; `code` as in RFC 6455 §7.4.
  func close(code: UInt16, reason: String)

  /// Cuts the connection without a closing handshake.
  func abort()
}

/// What a `MessageStream` tells the layer above it.
public protocol MessageStreamHandler: AnyObject {
  /// A whole text message has arrived, checked to be UTF-8; the span is valid during the call only.
  func textReceived(_ bytes: Span<UInt8>)

  /// A whole binary message has arrived; the span is valid during the call only.
  func binaryReceived(_ bytes: Span<UInt8>)

  /// The stream is gone; the last call a handler gets. `code` is 1006 when no close frame was seen.
  func messageStreamClosed(code: UInt16)
}

/// A message on its way to many streams: encoded once, held by reference in every outbox.
public final class SharedMessage {
  /// The message itself, without framing.
  public let payload: [UInt8]

  /// Whether it travels as text; binary otherwise.
  public let isText: Bool

  /// The framed bytes, filled in by the first stream that sends the message unmasked.
  public var frame: [UInt8]?

  /// Wraps a payload that will be sent to many streams.
  public init(_ payload: [UInt8], isText: Bool) {
    self.payload = payload
    self.isText = isText
  }
}
