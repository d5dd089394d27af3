/// A caller that waits for an agent's reply over HTTP.
///
/// Exactly one of `replyFinished` and `replyFailed` is called, once, unless the caller has left.
public protocol ReplyReceiver: AnyObject {
  /// Whether pieces of the reply are wanted as they come.
  var wantsChunks: Bool { get }

  /// Called once when the caller leaves before the end; the reply is not needed any more.
  var onCallerLeft: (() -> Void)? { get set }

  /// A piece of the visible text; `index` counts from 0.
  func replyChunk(_ text: String, index: Int, messageID: String)

  /// The reply's content object as compact JSON, or nil when no agent answers.
  func replyFinished(_ content: StoredJSON?)

  /// The agent failed; `reason` is for people.
  ///
  /// With a `status` the answer has that one, where it has one at all.
  func replyFailed(_ reason: String, status: Int?)
}
