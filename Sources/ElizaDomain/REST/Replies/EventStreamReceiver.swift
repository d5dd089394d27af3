import Bytes
import ElizaModel
import HTTP1
import JSON

/// A caller that reads the agent's reply as an event stream.
///
/// Events: `user_message` once, `chunk` as they come, then `done` or `error`, and the end. Frames are
/// exactly an `event` line, a `data` line and an empty one.
final class EventStreamReceiver: ReplyReceiver {
  let wantsChunks = true
  var onCallerLeft: (() -> Void)?

  private let call: Call
  private let messageID: String
  private let namesTypes: Bool

  /// Opens the stream of `call` and sends the user's message.
  ///
  /// With `namesTypes` the data objects also say what they are, for clients that overlook event lines.
  init(_ call: Call, userMessage: some JSONRepresentable, messageID: String, namesTypes: Bool) {
    self.call = call
    self.messageID = messageID
    self.namesTypes = namesTypes
    call.onPeerLeft = { [weak self] in self?.onCallerLeft?() }
    call.beginStream(type: "text/event-stream")
    send("user_message", userMessage.jsonBytes)
  }

  func replyChunk(_ text: String, index: Int, messageID: String) {
    var data: JSONObject = [
      "messageId": .string(messageID), "chunk": .string(text), "index": JSON(index),
    ]
    if namesTypes { data.merge(["type": "chunk", "text": .string(text)]) }
    send("chunk", JSON.object(data).serialized())
  }

  func replyFinished(_ content: StoredJSON?) {
    var data = content?.value.objectValue ?? silence
    if namesTypes { data["type"] = "complete" }
    send("done", JSON.object(data).serialized())
    call.finish()
  }

  func replyFailed(_ reason: String, status: Int?) {
    var data: JSONObject = ["error": .string(reason)]
    if namesTypes { data["type"] = "error" }
    send("error", JSON.object(data).serialized())
    call.finish()
  }

  /// What real servers say when the agent stays silent.
  private var silence: JSONObject {
    [
      "thought": "Agent decided not to respond to this message.", "actions": ["IGNORE"],
      "simple": true, "inReplyTo": .string(messageID),
    ]
  }

  private func send(_ event: StaticString, _ data: [UInt8]) {
    var frame: [UInt8] = []
    frame.append(ascii: "event: ")
    frame.append(ascii: event)
    frame.append(ascii: "\ndata: ")
    frame += data
    frame.append(ascii: "\n\n")
    call.write(frame)
  }
}
