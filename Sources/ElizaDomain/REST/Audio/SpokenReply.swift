import ElizaModel
import HTTP1
import JSON

/// A caller that waits to hear the agent's reply.
final class SpokenReply: ReplyReceiver {
  let wantsChunks = false
  var onCallerLeft: (() -> Void)?

  private let call: Call

  init(_ call: Call) {
    self.call = call
    call.onPeerLeft = { [weak self] in self?.onCallerLeft?() }
  }

  func replyChunk(_ text: String, index: Int, messageID: String) {}

  func replyFinished(_ content: StoredJSON?) {
    guard let text = content?.value["text"]?.stringValue else {
      return fail("MODEL_ERROR", "No response from model")
    }
    call.answer(.speech(text))
  }

  func replyFailed(_ reason: String, status: Int?) {
    fail(
      "PROCESSING_ERROR", "Error processing conversation", details: reason,
      status.map(HTTPStatus.init) ?? .internalServerError)
  }

  private func fail(
    _ code: String, _ message: String, details: String? = nil,
    _ status: HTTPStatus = .internalServerError
  ) {
    let body = ErrorBody.coded(code: code, message: message, details: details)
    call.answer(.body(body, status))
  }
}

extension Answer {
  /// A text as sound.
  static func speech(_ text: String) -> Answer {
    .bytes(.ok, type: "audio/wav", MockSpeech.file(saying: text))
  }
}
