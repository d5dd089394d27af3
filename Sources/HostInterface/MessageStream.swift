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

  /// Sends one text message that is in two pieces; together they must be valid UTF-8.
  func send(text head: Span<UInt8>, _ rest: Span<UInt8>)

  /// Sends one binary message.
  func send(binary bytes: Span<UInt8>)

  /// Sends a message that many streams send: it is framed once and kept by reference.
  func send(_ message: SharedMessage)

  /// Starts the closing handshake; `code` as in RFC 6455 §7.4.
  func close(code: UInt16, reason: String)

  /// Cuts the connection without a closing handshake; its peer sees a reset.
  func abort()

  /// Neither reads nor writes from now on, while the connection stays open: its peer hears nothing,
  /// not even the end.
  func fallSilent()

  /// Ends the silence: what both sides sent meanwhile arrives.
  ///
  /// When this side has closed the stream meanwhile, its peer sees a reset.
  func endSilence()
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

  /// The framed bytes, once a stream has sent the message unmasked.
  public var frame: [UInt8]? { framed }

  private var framed: [UInt8]?

  /// Wraps a payload that will be sent to many streams.
  public init(_ payload: [UInt8], isText: Bool) {
    self.payload = payload
    self.isText = isText
  }

  /// The framed bytes; the first stream that sends the message unmasked makes them.
  public func frame(madeBy make: (Span<UInt8>) -> [UInt8]) -> [UInt8] {
    if let framed { return framed }
    let payload = payload
    let made = make(payload.span)
    framed = made
    return made
  }
}

extension MessageStream {
  /// Sends the pieces as one, for streams to which it makes no difference.
  public func send(text head: Span<UInt8>, _ rest: Span<UInt8>) {
    var bytes: [UInt8] = []
    for index in head.indices { bytes.append(head[index]) }
    for index in rest.indices { bytes.append(rest[index]) }
    send(text: bytes.span)
  }
}
