/// One request being answered: at once, later, or as a stream.
///
/// Exactly one of `respond` and `beginStream` is called, once. All members are called on the loop
/// thread only; after the peer has left they do nothing.
public protocol HTTPExchange: AnyObject {
  /// Called once when the peer leaves before the answer is complete.
  var onPeerLeft: (() -> Void)? { get set }

  /// Answers with a whole response.
  func respond(_ response: HTTPResponse)

  /// Sends status and headers and leaves the body open (chunked; the head's own body is sent first).
  func beginStream(_ head: HTTPResponse)

  /// Sends a piece of an open body.
  func write(_ bytes: [UInt8])

  /// Ends an open body.
  func finish()

  /// Cuts the connection in place of an answer; its peer sees a reset.
  func abort()

  /// Closes the connection after what has been written, with an answer that is missing or incomplete.
  func hangUp()
}
