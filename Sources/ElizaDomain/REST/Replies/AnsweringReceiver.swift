import ElizaModel
import HTTP1
import JSON

/// A caller that waits for the agent's reply in the answer itself.
final class AnsweringReceiver: ReplyReceiver {
  let wantsChunks = false
  var onCallerLeft: (() -> Void)?

  private let call: Call
  private let answer: (_ reply: JSON) -> Answer

  /// Answers `call` with what `body` makes of the reply's content; null when no agent answers.
  init(_ call: Call, body: @escaping (_ reply: JSON) -> some JSONRepresentable) {
    self.call = call
    answer = { .body(body($0), .created) }
    call.onPeerLeft = { [weak self] in self?.onCallerLeft?() }
  }

  func replyChunk(_ text: String, index: Int, messageID: String) {}

  func replyFinished(_ content: StoredJSON?) {
    call.answer(answer(content?.value ?? .null))
  }

  func replyFailed(_ reason: String, status: Int?) {
    guard let status else {
      let body = ErrorBody.text("Failed to process message in HTTP transport")
      return call.answer(.body(body, .internalServerError))
    }
    call.answer(.body(ErrorBody.text(reason), HTTPStatus(status)))
  }
}
