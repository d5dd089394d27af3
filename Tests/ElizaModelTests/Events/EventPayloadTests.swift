import ElizaModel
import JSON
import Testing

/// Payloads that no recorded server sends, and what every payload must hold to.
@Suite struct EventPayloadTests {
  @Test func controlMessagesOfBothFashions() {
    #expect(
      ControlMessage(action: "disable_input", room: "r").json.text
        == #"{"action":"disable_input","channelId":"r","roomId":"r"}"#)
    #expect(
      ControlMessage(type: "thinking", room: "r").json.text
        == #"{"type":"thinking","channelId":"r","roomId":"r"}"#)
  }

  @Test func aCompletionMayNameEverything() {
    var complete = MessageComplete(channelID: "c", serverID: "s")
    #expect(complete.json.text == #"{"channelId":"c","serverId":"s"}"#)
    complete.roomID = "c"
    complete.messageServerID = "s"
    complete.messageID = "m"
    #expect(
      complete.json.text
        == #"{"channelId":"c","roomId":"c","serverId":"s","messageServerId":"s","messageId":"m"}"#)
  }

  @Test func payloadsReadWhatTheyWrite() {
    #expect(readsItself(ControlMessage(action: "a", type: "t", message: "m", room: "r")))
    #expect(readsItself(ThinkingPayload(room: "r", senderID: "u", isThinking: false)))
    #expect(
      readsItself(
        StreamError(
          messageID: "m", channelID: "c", agentID: "a", error: "e", partialText: "Hi")))
    #expect(readsItself(LogFiltersUpdated.notSubscribed))
    #expect(readsItself(LogSubscriptionConfirmed(isSubscribed: false)))
    #expect(readsItself(ConnectionEstablished(socketID: "s")))
    #expect(readsItself(MessageComplete(channelID: "c")))
    #expect(readsItself(StreamChunk(messageID: nil, chunk: " ", index: 0)))
  }

  @Test func aThoughtGoesOnUnlessItSaysOtherwise() {
    let payload = ThinkingPayload(json: ["roomId": "r", "senderId": "u"])
    #expect(payload?.isThinking == true)
    #expect(payload?.channelID == "r")
  }

  @Test func nothingIsReadFromNothing() {
    for type in RecordedEventTests.types {
      #expect(type.init(json: [:]) == nil)
      #expect(type.init(json: []) == nil)
      #expect(type.init(json: nil) == nil)
    }
  }

  private func readsItself<Payload: JSONRepresentable>(_ payload: Payload) -> Bool {
    Payload(json: payload.json) == payload
  }
}
