import HTTP1
import JSON

/// A caller that waits for the agent's reply in the answer itself.
final class AnsweringReceiver: ReplyReceiver {
  let wantsChunks = false
  var onCallerLeft: (() -> Void)?

  private let call: Call
  private let body: (_ reply: JSON) -> JSON

  /// Answers `call` with what `body` makes of the reply's content; null when no agent answers.
  init(_ call: Call, body: @escaping (_ reply: JSON) -> JSON) {
    self.call = call
    self.body = body
    call.onPeerLeft = { [weak self] in self?.onCallerLeft?() }
  }

  func replyChunk(_ text: String, index: Int, messageID: String) {}

  func replyFinished(_ content: StoredJSON?) {
    call.answer(.json(.created, body(content?.value ?? .null)))
  }

  func replyFailed(_ reason: String) {
    let text = "Failed to process message in HTTP transport"
    call.answer(.json(.internalServerError, ["success": false, "error": .string(text)]))
  }
}
